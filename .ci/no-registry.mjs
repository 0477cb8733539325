import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** No committed file names the host of a package registry, and the lock file records no place to download from. */
const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
const host = new RegExp(
	['registry', 'npmjs', 'org'].join('\\.') +
		'|' +
		['npmmirror', 'com'].join('\\.') +
		'|' +
		['deb', 'debian', 'org'].join('\\.'),
);
const found = files.filter(
	(file) => /\.(png|webp|ico)$/.test(file) === false && host.test(readFileSync(file, 'utf8')),
);
if (/"resolved":/.test(readFileSync('package-lock.json', 'utf8'))) found.push('package-lock.json (resolved)');
for (const file of found) console.error(`names a registry: ${file}`);
process.exit(found.length === 0 ? 0 : 1);
