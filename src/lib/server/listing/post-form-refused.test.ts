import { expect, test } from 'vitest';
import { least, sendPost } from '../../../../tests/post-form.ts';

test('more parts, or more in them, than a post can hold is refused at the parts', async () => {
	const many = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`parts.${i}.title`, `第 ${i} 样`]));
	for (const parts of [
		many,
		{ 'parts.0.title': '米', 'parts.0.quantity': '9000', 'parts.1.title': '面', 'parts.1.quantity': '1000' },
	]) {
		const form = await sendPost({ ...least, ...parts });
		expect(form).toMatchObject({
			ok: false,
			failure: { status: 400, data: { code: 'field.out_of_range', field: 'parts' } },
		});
	}
});

test('a part is named by its place among those that are filled in, as the page shows them again', async () => {
	const form = await sendPost({
		...least,
		'parts.2.title': '米',
		'parts.5.title': '面',
		'parts.5.quantity': '很多',
	});
	expect(form).toMatchObject({
		ok: false,
		failure: { data: { code: 'field.not_a_number', field: 'parts.1.quantity' } },
	});
});

test('a form without a key, or a file where text belongs, is refused and keeps what was typed', async () => {
	const { key: _, ...keyless } = least;
	expect(await sendPost(keyless)).toMatchObject({
		failure: { status: 400, data: { code: 'key.missing', values: keyless } },
	});
	const file = await sendPost(least, [['title', new File(['x'], 'x.txt')]]);
	expect(file).toMatchObject({ failure: { status: 400, data: { code: 'field.not_text', field: 'title' } } });
});
