import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Adds up what really ran: every test of every suite, every check. Exit code 1 when anything failed or nothing ran. */
const folder = process.argv[2] ?? '.';
let [passed, failed] = [0, 0];
for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
	const { testResults, success } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
	const before = failed;
	for (const file of testResults) {
		for (const test of file.assertionResults) {
			if (test.status === 'passed') passed++;
			else {
				failed++;
				console.log(`FAIL ${test.status} ${test.fullName}`);
			}
		}
		// A file that could not even be loaded has no tests to fail.
		if (file.status === 'failed' && file.assertionResults.every((test) => test.status === 'passed')) {
			failed++;
			console.log(`FAIL ${file.name}: ${file.message}`);
		}
	}
	if (!success && failed === before) failed++;
}
for (const line of readFileSync(join(folder, 'checks'), 'utf8').trim().split('\n')) {
	if (line.startsWith('pass ')) passed++;
	else failed++;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
