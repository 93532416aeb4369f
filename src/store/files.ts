/** What a look at a file tells. */
export interface FileStat {
  readonly bytes: number;
  /** Time of the last change, in milliseconds since the epoch. */
  readonly modifiedMs: number;
  readonly isFolder: boolean;
}

/** A name in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** A symbolic link, whatever it points to; never also a folder. */
  readonly isLink: boolean;
}

/** A file open for reading at any place. */
export interface FileReader extends AsyncDisposable {
  /** Length in bytes when it was opened. */
  readonly size: number;
  /** Reads up to `into.length` bytes from `offset`; returns how many, 0 at the end. */
  read(offset: number, into: Uint8Array): Promise<number>;
}

/** A file being written from its start to its end. */
export interface FileWriter extends AsyncDisposable {
  write(bytes: Uint8Array): Promise<void>;
  /** Overwrites bytes at `offset`, for headers that are known last. */
  writeAt(offset: number, bytes: Uint8Array): Promise<void>;
  /** Cuts the file to its first `bytes`; writing goes on after them. */
  truncate(bytes: number): Promise<void>;
  /** Forces what was written to the disk. */
  sync(): Promise<void>;
}

/** A lock that the system holds for this process and frees when it dies. */
export interface FileLock extends AsyncDisposable {
  readonly path: string;
  /**
   * Whether the file at `path` is still the one that is locked: elsewhere than on Windows a folder can be moved or removed
   * with an open file in it. True also where the file system does not tell one file from another.
   */
  isInPlace(): Promise<boolean>;
}

/**
 * The port to the disk: each method is one operation as the pipeline sees it, so that a test can stop or fail a run at
 * any of them. Paths are absolute. Errors are the system's own.
 */
export interface Files {
  /** The names in a folder, in no order; none when the folder is missing. */
  list(folder: string): Promise<FolderEntry[]>;
  /** Undefined when nothing has that name. */
  stat(path: string): Promise<FileStat | undefined>;
  read(path: string): Promise<Uint8Array>;
  openToRead(path: string): Promise<FileReader>;
  /** Creates or empties the file. */
  openToWrite(path: string): Promise<FileWriter>;
  /** Opens a file that is there; writing goes on at its end. Throws `NotFound` when it is not. */
  openToChange(path: string): Promise<FileWriter>;
  /**
   * Replaces a file that has the new name. On Windows a file that another program holds is tried again for up to
   * `patienceMs`, a minute unless told otherwise: virus scanners hold new files that long.
   */
  rename(from: string, to: string, options?: { readonly patienceMs?: number }): Promise<void>;
  /**
   * Gives a file a second name on the same volume. Throws `AlreadyExists` when the name is taken, and the system's error
   * where files cannot have two names (another volume, FAT).
   */
  link(from: string, to: string): Promise<void>;
  /** Throws `AlreadyExists` when the name is taken. */
  makeFolder(path: string): Promise<void>;
  /** Removes a file or an empty folder. */
  remove(path: string): Promise<void>;
  /** Sets the time of a file's last change, in milliseconds since the epoch. */
  setModified(path: string, modifiedMs: number): Promise<void>;
  /** Forces a folder's names to the disk, where the system can. */
  syncFolder(path: string): Promise<void>;
  /** Undefined when another process holds the lock. The file stays when the lock is freed. */
  lock(path: string): Promise<FileLock | undefined>;
  /** Free bytes on the volume that holds `path`; null when the system does not tell. */
  freeBytes(path: string): Promise<number | null>;
}
