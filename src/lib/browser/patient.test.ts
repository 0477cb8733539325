import type { SubmitFunction } from '@sveltejs/kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { patient, patienceFor } from './patient.ts';

type Sent = Parameters<SubmitFunction>[0];
type Answered = Exclude<Awaited<ReturnType<SubmitFunction>>, void>;
type Answer = Parameters<Answered>[0];

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** A form as Kit hands it over, and what its own code was told. */
function aForm() {
	const formData = new FormData();
	formData.set('key', 'k');
	const controller = new AbortController();
	const sent = { formData, controller, cancel: () => undefined } as unknown as Sent;
	const told: string[] = [];
	const submit = patient(
		() =>
			({ result }) =>
				void told.push(result.type),
	);
	const begin = async () => (await submit(sent)) as Answered;
	return { begin, told, controller };
}

describe('A form that is sent', () => {
	it('is told in time that no answer came, and the request is given up', async () => {
		const { begin, told, controller } = aForm();
		await begin();
		await vi.advanceTimersByTimeAsync(patienceFor([]) - 1);
		expect([told, controller.signal.aborted]).toEqual([[], false]);
		await vi.advanceTimersByTimeAsync(1);
		expect([told, controller.signal.aborted]).toEqual([['error'], true]);
	});

	it('is told once, where an answer comes', async () => {
		const { begin, told, controller } = aForm();
		const answered = await begin();
		await answered({ result: { type: 'success', status: 200 } } as Answer);
		await vi.advanceTimersByTimeAsync(600_000);
		expect([told, controller.signal.aborted]).toEqual([['success'], false]);
	});

	it('waits longer with a picture, not with an empty field for one', () => {
		const picture = new File(['x'], 'cabbage.jpg');
		expect(patienceFor(['title', picture])).toBeGreaterThan(60_000);
		expect(patienceFor(['title', new File([], '')])).toBe(patienceFor(['title']));
	});
});
