import { defineConfig } from 'drizzle-kit';

export default defineConfig({
	dialect: 'postgresql',
	schema: ['./src/lib/server/*/table.ts', './src/lib/server/*/*-table.ts'],
	out: './drizzle',
});
