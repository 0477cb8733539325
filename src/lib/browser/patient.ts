import type { SubmitFunction } from '@sveltejs/kit';

/** Milliseconds after which nobody waits for an answer any more; pictures take their time on a slow line. */
export function patienceFor(values: Iterable<unknown>): number {
	return [...values].some((it) => it instanceof File && it.size > 0) ? 90_000 : 15_000;
}

/**
 * For `enhance`, which waits for as long as the browser does: whoever hears nothing for long is told as if there were no
 * connection. The server may have done it even so; the form's key sees to it that it is not done twice.
 */
export function patient(submit: SubmitFunction): SubmitFunction {
	return async (sent) => {
		const answered = await submit(sent);
		if (!answered) return;
		const timer = setTimeout(() => {
			sent.controller.abort();
			const update = () => Promise.resolve();
			void answered({ ...sent, result: { type: 'error', error: null }, update });
		}, patienceFor(sent.formData.values()));
		return (answer) => {
			clearTimeout(timer);
			return answered(answer);
		};
	};
}
