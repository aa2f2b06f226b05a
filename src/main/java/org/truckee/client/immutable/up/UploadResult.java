package org.truckee.client.immutable.up;

import java.util.Map;
import org.truckee.cap.ReadCap;

/**
 * The result of an upload.
 *
 * @param cap reads the file
 * @param servers the name of the server that holds each share, by number; empty for a file that its
 *     capability holds
 * @param found how many of these shares were there before
 */
public record UploadResult(ReadCap cap, Map<Integer, String> servers, int found) {
  /** Keeps its own map. */
  public UploadResult {
    servers = Map.copyOf(servers);
  }
}
