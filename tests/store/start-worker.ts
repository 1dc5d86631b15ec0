import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

/** What a worker may do: see `store-worker.ts`. */
type WorkerAction = 'hold' | 'write' | 'count' | 'key';

/** One step that a worker told. */
type WorkerStep = Readonly<Record<string, unknown>>;

/** A running worker. */
interface Worker {
  readonly child: ChildProcess;
  /** The next step; undefined once the worker has ended. */
  next(): Promise<WorkerStep | undefined>;
  /** Ends it, and gives the steps that nobody took yet. */
  end(how: NodeJS.Signals | 'close input'): Promise<WorkerStep[]>;
}

/** Workers in code that Node runs. */
interface Workers {
  /** @param uid  the user that it runs as; only root may say so */
  start(action: WorkerAction, folder: string, uid?: number): Worker;
  remove(): Promise<void>;
}

/** Compiles the worker; below `node_modules`, where packages are found. */
export async function buildWorkers(): Promise<Workers> {
  const file = fileURLToPath(
    new URL(`../../node_modules/.cache/dateline-tests/store-worker-${process.pid}.mjs`, import.meta.url),
  );
  await build({
    input: fileURLToPath(new URL('store-worker.ts', import.meta.url)),
    platform: 'node',
    external: /^[^./]/,
    output: { file, format: 'esm', codeSplitting: false },
    logLevel: 'warn',
  });
  return {
    start: (action, folder, uid) => startWorker([file, action, folder], uid),
    remove: () => rm(file, { force: true }),
  };
}

function startWorker(words: readonly string[], uid: number | undefined): Worker {
  const child = spawn(process.execPath, words, {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    return done ? undefined : (JSON.parse(value) as WorkerStep);
  };
  return {
    child,
    next,
    async end(how) {
      if (how === 'close input') child.stdin.end();
      else child.kill(how);
      const steps: WorkerStep[] = [];
      for (let step = await next(); step !== undefined; step = await next()) steps.push(step);
      await ended;
      return steps;
    },
  };
}
