package org.truckee.web.resource;

import io.vertx.core.Future;
import java.util.List;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;

/**
 * {@code /file/FILECAP/ANYTHING/NAME}: a file, under a name that programs which save it can take
 * from the address.
 */
final class NamedFile implements Answer {
  private final GetAnswer reading;

  NamedFile(GetAnswer reading) {
    this.reading = reading;
  }

  @Override
  public Future<Reply> to(Call call) {
    if (call.root().target().kind() != ChildTarget.Kind.FILE)
      throw Arguments.bad("/file must be followed by a file-cap and a name");
    List<String> names = call.path().names();
    return reading.file(call, call.root(), names.isEmpty() ? "" : names.get(names.size() - 1));
  }
}
