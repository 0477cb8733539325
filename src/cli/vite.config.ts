import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// The commands, built to beside the server (Node 20 runs no TypeScript): every file here that is neither this one nor
// a test. To be run after the app's own build, which empties the folder above.
const here = fileURLToPath(new URL('.', import.meta.url));
const commands = readdirSync(here).filter((name) => /^[a-z]+\.ts$/.test(name));

export default defineConfig({
	publicDir: false,
	build: {
		ssr: true,
		outDir: 'build/cli',
		emptyOutDir: true,
		target: 'node20',
		sourcemap: true,
		rolldownOptions: {
			input: commands.map((name) => here + name),
			output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
		},
	},
});
