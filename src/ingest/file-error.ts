const REMEDIES: Readonly<Record<string, string>> = {
  ENOENT: 'there is nothing at this path. Check how it is spelled.',
  ENOTDIR: 'a part of this path is a file, not a folder. Check the path.',
  EISDIR: 'this is a folder where a file is expected. Give the path of a file.',
  EACCES: 'permission is denied. Allow access to it (chmod) or use another place.',
  EPERM: 'the system does not permit it. Allow access to it or use another place.',
  EROFS: 'the disk can only be read. Use another place.',
  ENOSPC: 'the disk is full. Free some space, then try again.',
  EDQUOT: 'your share of the disk is used up. Free some space, then try again.',
  ELOOP: 'its symbolic links lead round in a circle. Remove the link.',
  ENAMETOOLONG: 'the name is too long for this disk. Use a shorter one.',
  EMFILE: 'too many files are open. Raise the limit (ulimit -n), then try again.',
};

/**
 * What a failed file operation means, in words, with the remedy.
 *
 * @param error  as thrown by `node:fs`; anything else gives its own message
 * @returns the end of a sentence whose start names the file
 */
export function toFileErrorMessage(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REMEDIES[code] ?? `${error instanceof Error ? error.message : String(error)}.`;
}
