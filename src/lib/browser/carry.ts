/** Puts files into a field as if they had been chosen there; false where a browser does not let a script do that. */
export function carry(field: HTMLInputElement, files: File[]): boolean {
	try {
		const carrier = new DataTransfer();
		for (const file of files) carrier.items.add(file);
		field.files = carrier.files;
		return field.files.length === files.length;
	} catch {
		return false;
	}
}
