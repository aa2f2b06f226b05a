package org.truckee.storage.s3;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.streams.ReadStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.truckee.storage.share.FileData;

/** The body of a request, of which the length and the SHA-256 are known before it is sent. */
interface S3Body {
  /** No body at all. */
  S3Body NONE = of(Buffer.buffer());

  /** The number of bytes. */
  long length();

  /** The SHA-256, in hexadecimal. */
  String hash();

  /** Sends it as the whole body of {@code request}, and returns what is answered. */
  Future<HttpClientResponse> sendBy(HttpClientRequest request);

  /** A body of a few bytes. */
  static S3Body of(Buffer bytes) {
    return new InMemory(bytes);
  }

  /** A body that is a part of a file, of which a piece at a time is in memory. Blocks. */
  static S3Body of(FileSystem files, FileData part) throws IOException {
    return part.length() == 0 ? NONE : new InFile(files, part, InFile.hash(part));
  }

  /** A few bytes. */
  record InMemory(Buffer bytes) implements S3Body {
    @Override
    public long length() {
      return bytes.length();
    }

    @Override
    public String hash() {
      return HexFormat.of().formatHex(SigV4.digest().digest(bytes.getBytes()));
    }

    @Override
    public Future<HttpClientResponse> sendBy(HttpClientRequest request) {
      return request.send(bytes);
    }
  }

  /** A part of a file. */
  record InFile(FileSystem files, FileData part, String hash) implements S3Body {
    private static final int PIECE = 128 << 10;

    private static String hash(FileData part) throws IOException {
      MessageDigest digest = SigV4.digest();
      ByteBuffer piece = ByteBuffer.allocate(PIECE);
      try (FileChannel file = FileChannel.open(part.file(), StandardOpenOption.READ)) {
        for (long left = part.length(); left > 0; left -= piece.limit()) {
          piece.clear().limit((int) Math.min(PIECE, left));
          long at = part.offset() + part.length() - left;
          if (file.read(piece, at) <= 0) throw new EOFException("a share file breaks off");
          digest.update(piece.flip());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public long length() {
      return part.length();
    }

    @Override
    public Future<HttpClientResponse> sendBy(HttpClientRequest request) {
      OpenOptions reading = new OpenOptions().setRead(true).setWrite(false).setCreate(false);
      return files
          .open(part.file().toString(), reading)
          .onFailure(missing -> request.reset())
          .compose(file -> send(file, request));
    }

    /** An answer may come before all is sent, if it is a refusal. */
    private Future<HttpClientResponse> send(AsyncFile file, HttpClientRequest request) {
      file.setReadPos(part.offset()).setReadLength(part.length()).setReadBufferSize(PIECE);
      file.pipe().endOnFailure(false).to(request).onFailure(broken -> request.reset());
      return request.response().onSuccess(ReadStream::pause).eventually(file::close);
    }
  }
}
