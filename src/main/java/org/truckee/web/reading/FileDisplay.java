package org.truckee.web.reading;

import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.web.guard.ContentOrigin;
import org.truckee.web.guard.Openness;
import org.truckee.web.page.Pages;
import org.truckee.web.reply.FileReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Call;

/** What browsers may do with files: at a gateway for strangers, show none beside its pages. */
record FileDisplay(Openness openness) {
  /**
   * The answer that sends a browser to the file's own origin, if it is to be shown there. {@code
   * NOT_FOUND} if {@code call} was sent to the origin of another file.
   */
  Optional<Reply> elsewhere(Call call, Capability cap, String name, boolean save) {
    if (isAtOrigin(call)) {
      requireOwn(call, cap);
      return Optional.empty();
    }
    return openness
        .content()
        .filter(origin -> !save && Pages.wanted(call.request()))
        .map(origin -> Reply.redirect(307, origin.address(cap, name)));
  }

  private boolean isAtOrigin(Call call) {
    return openness.content().filter(origin -> origin.isAt(call.request())).isPresent();
  }

  private void requireOwn(Call call, Capability cap) {
    ContentOrigin origin = openness.content().orElseThrow();
    if (!origin.isOf(cap, call.request()))
      throw new GridException(
          GridException.Kind.NOT_FOUND, "this name is not the one of that file");
  }

  /** What a browser does with the file that {@code call} is answered with. */
  FileReply.Way way(Call call, boolean save) {
    return FileReply.Way.of(save, openness.open() && !isAtOrigin(call));
  }
}
