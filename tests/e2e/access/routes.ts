import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'fallback'];

/** What can be asked of one route: its page, each of its actions, each method of its endpoint. */
export type Door = { route: string; page: boolean; actions: string[]; methods: string[] };

/** Every route there is, read from the sources. */
export function listRoutes(folder: string, route = ''): Door[] {
	const here = readdirSync(folder, { withFileTypes: true });
	const named = (pattern: RegExp) => here.find((entry) => pattern.test(entry.name))?.name;
	const page = named(/^\+page\.svelte$/);
	const load = named(/^\+page(\.server)?\.ts$/);
	const endpoint = named(/^\+server\.ts$/);
	const below = here
		.filter((entry) => entry.isDirectory())
		.flatMap((entry) => listRoutes(`${folder}/${entry.name}`, `${route}/${entry.name}`));
	if (!page && !load && !endpoint) return below;
	const actions = load ? objectNames(`${folder}/${load}`, 'actions') : [];
	const methods = endpoint ? exportedNames(`${folder}/${endpoint}`).filter((it) => METHODS.includes(it)) : [];
	return [
		{ route: route || '/', page: page !== undefined || load !== undefined, actions, methods },
		...below,
	];
}

function read(file: string): ts.SourceFile {
	return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

function declarations(source: ts.SourceFile): ts.VariableDeclaration[] {
	return source.statements
		.filter(ts.isVariableStatement)
		.flatMap((statement) => [...statement.declarationList.declarations]);
}

function isExported(statement: ts.Statement): boolean {
	return (
		ts.canHaveModifiers(statement) &&
		(ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
	);
}

function exportedNames(file: string): string[] {
	return read(file)
		.statements.filter(isExported)
		.flatMap((statement) => {
			if (ts.isVariableStatement(statement))
				return statement.declarationList.declarations.map((it) => it.name.getText());
			if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? ''];
			if (
				ts.isExportDeclaration(statement) &&
				statement.exportClause &&
				ts.isNamedExports(statement.exportClause)
			)
				return statement.exportClause.elements.map((it) => it.name.text);
			return [];
		});
}

/** The names in an object of that file, those spread into it from a file beside it as well. What cannot be read is an error: no action hides. */
function objectNames(file: string, name: string): string[] {
	const source = read(file);
	const found = declarations(source).find((it) => it.name.getText() === name);
	if (!found) return [];
	let value = found.initializer;
	while (value && (ts.isSatisfiesExpression(value) || ts.isAsExpression(value))) value = value.expression;
	if (!value || !ts.isObjectLiteralExpression(value))
		throw new Error(`${file}: ${name} is written so that its names cannot be read`);
	return value.properties.flatMap((property) => {
		if (!ts.isSpreadAssignment(property)) return [property.name!.getText().replace(/^['"]|['"]$/g, '')];
		const from = importOf(source, property.expression.getText());
		return objectNames(from, property.expression.getText());
	});
}

function importOf(source: ts.SourceFile, name: string): string {
	for (const statement of source.statements)
		if (
			ts.isImportDeclaration(statement) &&
			ts.isStringLiteral(statement.moduleSpecifier) &&
			statement.importClause?.namedBindings?.getText().includes(name)
		) {
			const file = resolve(dirname(source.fileName), statement.moduleSpecifier.text);
			if (existsSync(file)) return file;
		}
	return source.fileName;
}
