import { KEPT_CACHE, SHARED } from '#lib/domain/kept.ts';
import { dropKept, markKept } from './kept-here.ts';

const PICTURES = '/kept/pictures';
/** A picture shared longer ago is not what somebody is about to post. */
const FRESH = 3_600_000;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Typed = { at: string; value: string };

/**
 * Keeps everything typed and chosen on this page over a reload: words in the tab, pictures in a cache of this phone.
 * False where that is not possible; then nothing may be reloaded.
 */
export async function keepTyped(): Promise<boolean> {
	const typed: Typed[] = [];
	const files = new FormData();
	for (const field of fields()) {
		if (isFile(field))
			for (const file of Array.from(field.files ?? [])) files.append(placeOf(field), file, file.name);
		else if (isChanged(field)) typed.push({ at: placeOf(field), value: valueOf(field) });
	}
	try {
		window.sessionStorage.setItem('kept:words', JSON.stringify(typed));
		if ([...files.keys()].length > 0)
			await (await window.caches.open(KEPT_CACHE)).put(PICTURES, new Response(files));
		if (typed.length > 0 || [...files.keys()].length > 0) markKept(location.pathname + location.search);
		return true;
	} catch (error) {
		console.info('This browser has no room for what was typed.', error);
		return [...files.keys()].length === 0 && typed.length === 0;
	}
}

/** Puts back what `keepTyped` kept on this very page, and forgets it. */
export async function restoreTyped(): Promise<void> {
	const words = JSON.parse(window.sessionStorage.getItem('kept:words') ?? '[]') as Typed[];
	const pictures = await take(PICTURES);
	dropKept();
	const all = fields();
	const at = (place: string) => all.find((field) => placeOf(field) === place);
	for (const { at: place, value } of words) {
		const field = at(place);
		if (field && !isFile(field)) fill(field, value);
	}
	for (const place of new Set(pictures?.keys())) {
		const field = at(place);
		if (field && isFile(field)) fillFiles(field, pictures!.getAll(place));
	}
}

/** A picture that the share sheet sent becomes a started post; true when there was one. */
export async function restoreShared(form: HTMLFormElement): Promise<boolean> {
	const shared = await take(SHARED);
	if (!shared) return false;
	const picker = pickerOf(form);
	if (picker) fillFiles(picker, shared.getAll('photos').slice(0, picker.multiple ? undefined : 1));
	const said = ['title', 'text', 'url'].map((name) => String(shared.get(name) ?? '').trim()).filter(Boolean);
	const [first = '', ...rest] = [...new Set(said.join('\n').split('\n'))];
	const title = form.querySelector<HTMLInputElement>('[name=title]');
	const details = form.querySelector<HTMLTextAreaElement>('[name=details]');
	if (title && title.value === '' && first !== '') fill(title, first.slice(0, title.maxLength));
	if (details && details.value === '' && rest.length > 0) fill(details, rest.join('\n'));
	return true;
}

/** What was shared is meant for another form after all: it waits for that one, with what has been written so far. */
export async function shareOn(form: HTMLFormElement): Promise<void> {
	const shared = new FormData();
	for (const file of Array.from(pickerOf(form)?.files ?? [])) shared.append('photos', file, file.name);
	shared.set('title', form.querySelector<HTMLInputElement>('[name=title]')?.value ?? '');
	const kept = new Response(shared);
	kept.headers.set('x-kept-at', String(Date.now()));
	await (await window.caches.open(KEPT_CACHE)).put(SHARED, kept);
}

const pickerOf = (form: HTMLFormElement) =>
	form.querySelector<HTMLInputElement>('input[type=file][name^=photo]');

async function take(name: string): Promise<FormData | null> {
	if (!('caches' in window)) return null;
	const cache = await window.caches.open(KEPT_CACHE);
	const found = await cache.match(name);
	if (!found) return null;
	await cache.delete(name);
	const keptAt = Number(found.headers.get('x-kept-at') ?? Date.now());
	return Date.now() - keptAt < FRESH ? found.formData() : null;
}

function fields(): Field[] {
	return Array.from(document.querySelectorAll<Field>('main input, main textarea, main select')).filter(
		(field) => field.name !== '' && field.type !== 'hidden' && field.type !== 'password',
	);
}

const isFile = (field: Field): field is HTMLInputElement => field.type === 'file';
const isChoice = (field: Field): field is HTMLInputElement => /^(radio|checkbox)$/.test(field.type);

/** Which form, which name, and the how-manieth of that name: the same page has the same places after a reload. */
function placeOf(field: Field): string {
	const forms = Array.from(document.querySelectorAll('main form'));
	const twins = Array.from(field.form?.elements ?? []).filter((it) => (it as Field).name === field.name);
	return `${forms.indexOf(field.form!)} ${twins.indexOf(field)} ${field.name}`;
}

function isChanged(field: Field): boolean {
	if (isChoice(field)) return field.checked !== field.defaultChecked;
	if (field instanceof HTMLSelectElement) return true;
	return field.value !== field.defaultValue;
}

const valueOf = (field: Field): string => (isChoice(field) ? String(field.checked) : field.value);

function fill(field: Field, value: string): void {
	if (isChoice(field)) field.checked = value === 'true';
	else field.value = value;
	field.dispatchEvent(new Event('input', { bubbles: true }));
	field.dispatchEvent(new Event('change', { bubbles: true }));
}

function fillFiles(field: HTMLInputElement, entries: FormDataEntryValue[]): void {
	const carrier = new DataTransfer();
	for (const entry of entries) if (entry instanceof File) carrier.items.add(entry);
	if (carrier.files.length === 0) return;
	field.files = carrier.files;
	field.dispatchEvent(new Event('change', { bubbles: true }));
}
