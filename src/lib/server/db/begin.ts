import { setImmediate as turn } from 'node:timers/promises';
import type postgres from 'postgres';
import { databaseRefusal } from './failure.ts';

type Transaction = postgres.TransactionSql;

/** As the driver and Node say that nobody is there any more. */
const GONE = ['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED', 'ECONNRESET', 'EPIPE'];

/** Whoever waits for this has been answered by somebody else already. */
const nobody = <T>(): Promise<T> => new Promise<T>(() => undefined);

/**
 * A transaction that ends with its connection. The driver (postgres.js 3.4.9, its issues 1155 and 1186) rejects `begin`
 * when the connection is lost, but lets what runs inside go on: its next statement, its commit or rollback then goes
 * into the connection made anew – outside of any transaction, into somebody else's, or never answered, so that the
 * connection is nobody's any more. Here nothing is sent once it is lost.
 */
export async function begin<T>(sql: postgres.Sql, run: (tx: Transaction) => T | Promise<T>): Promise<T> {
	let over = false;
	const refuseIfOver = () => {
		if (over) throw new Error('the connection of this transaction was lost');
	};
	try {
		return (await sql.begin(async (tx) => {
			try {
				const value = await run(guarded(tx, refuseIfOver));
				return over ? await nobody<T>() : value;
			} catch (error) {
				// The driver tells of the loss within this turn.
				await turn();
				if (over || GONE.includes(databaseRefusal(error)?.code ?? '')) return nobody<T>();
				throw error;
			}
		})) as T;
	} finally {
		over = true;
	}
}

function guarded(tx: Transaction, refuseIfOver: () => void): Transaction {
	return new Proxy(tx, {
		apply(target, self, words) {
			refuseIfOver();
			return Reflect.apply(target, self, words) as unknown;
		},
		get(target, name, receiver) {
			if (name === 'unsafe' || name === 'savepoint') refuseIfOver();
			const value: unknown = Reflect.get(target, name, receiver);
			return value;
		},
	});
}
