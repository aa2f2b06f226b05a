package org.truckee.storage.share;

import java.nio.file.Path;

/** The data of a share, which are {@code length} bytes of {@code file} from {@code offset} on. */
public record FileData(Path file, long offset, long length) implements ShareData {}
