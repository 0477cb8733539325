import { join } from 'node:path';

/**
 * For one small machine: memory is shared with the app, and every wait is for a person. Written durably (fsync is on
 * by default and stays on); reached by a unix socket only.
 */
export function postgresSettings(dataFolder: string, socketFolder: string): Record<string, string> {
	return {
		listen_addresses: '',
		// A list, so a comma in the path has to be quoted.
		unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
		unix_socket_permissions: '0700',
		port: '5432',
		max_connections: '60',
		idle_in_transaction_session_timeout: '60s',
		timezone: 'UTC',

		shared_buffers: '64MB',
		effective_cache_size: '256MB',
		work_mem: '4MB',
		maintenance_work_mem: '32MB',
		max_worker_processes: '4',
		max_parallel_workers: '2',
		autovacuum_max_workers: '2',
		// A young building's tables are empty when their first plans are made: they are looked at again soon.
		autovacuum_naptime: '15s',
		// Reading ahead in processes of its own pays on servers with slow disks and big scans; here they would be idle memory.
		io_method: 'sync',
		jit: 'off',
		random_page_cost: '1.1',

		wal_level: 'minimal',
		max_wal_senders: '0',
		min_wal_size: '64MB',
		max_wal_size: '512MB',

		// A week of files, each begun anew when its weekday comes round. Failed statements are the app's to log: their
		// text, and what they would have written, is not for a log.
		logging_collector: 'on',
		log_directory: join(dataFolder, 'logs'),
		log_filename: 'database-%a.log',
		log_rotation_age: '1d',
		log_rotation_size: '0',
		log_truncate_on_rotation: 'on',
		log_file_mode: '0600',
		log_timezone: 'UTC',
		log_min_messages: 'log',
		log_min_error_statement: 'panic',
		log_error_verbosity: 'terse',
		log_checkpoints: 'off',
	};
}
