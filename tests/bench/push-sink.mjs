// A push service that takes everything (201) and counts, in a process of its own: node push-sink.mjs key.pem cert.pem
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

const [, , key, cert] = process.argv;
let taken = 0;
const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
	if (request.method === 'GET') return void response.end(String(taken));
	request.resume().on('end', () => {
		taken++;
		response.writeHead(201).end();
	});
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit(0));
