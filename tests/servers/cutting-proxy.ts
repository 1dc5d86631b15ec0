import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut at a word. */
export interface CuttingProxy {
  readonly port: number;
  /** Cuts the connection at the next message from the client that holds the word: before the server gets it, or once it has answered. */
  cutAt(word: string, when: 'before' | 'after answer'): void;
  stop(): Promise<void>;
}

/** Passes everything on to a server on 127.0.0.1 until it is told to cut. */
export async function startCuttingProxy(serverPort: number): Promise<CuttingProxy> {
  let cut: { readonly word: string; readonly when: 'before' | 'after answer' } | undefined;
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    let isDone = false;
    const close = () => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', close);
      socket.on('close', close);
    }
    client.on('data', (data) => {
      if (cut !== undefined && data.includes(cut.word)) {
        isDone = true;
        if (cut.when === 'before') return close();
        cut = undefined;
      }
      server.write(data);
    });
    server.on('data', (data) => {
      if (isDone) close();
      else client.write(data);
    });
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return {
    port: address.port,
    cutAt(word, when) {
      cut = { word, when };
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
