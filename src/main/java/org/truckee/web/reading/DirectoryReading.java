package org.truckee.web.reading;

import io.vertx.core.Future;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.directory.Directory;
import org.truckee.web.local.LocalFiles;
import org.truckee.web.place.PastPlaces;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.Tagged;
import org.truckee.web.request.Call;
import org.truckee.web.view.PageMaker;

/** The children of directories, and everything below them. */
public final class DirectoryReading {
  private final Gateway gateway;
  private final PastPlaces places;
  private final PageMaker pages;
  private final LocalFiles local;
  private final ListingTexts texts;

  /** Directories at {@code places}, shown on {@code pages}. */
  public DirectoryReading(Gateway gateway, PastPlaces places, PageMaker pages, LocalFiles local) {
    this.gateway = gateway;
    this.places = places;
    this.pages = pages;
    this.local = local;
    this.texts = new ListingTexts(gateway.memoryForListings());
  }

  /** The directory that {@code call} is about; throws {@code FORBIDDEN} for a prohibited one. */
  private Future<Directory> at(Call call) {
    return places.directory(call);
  }

  /** The page of the directory. */
  public Future<Reply> page(Call call) {
    Capability cap = Places.capability(call.place());
    boolean trash = gateway.trashes().flatMap(trashes -> trashes.of(cap)).isPresent();
    return at(call)
        .compose(directory -> pages.directory(call, directory, gateway.blacklist().now(), trash));
  }

  /** Its children for programs. */
  public Future<Reply> json(Call call) {
    return at(call)
        .map(
            directory ->
                Tagged.of(
                    Places.capability(call.place()), "json", new ListingReply(directory, texts)));
  }

  /** The page that asks for a child's new name. */
  public Future<Reply> renameForm(Call call) {
    return Future.succeededFuture(pages.renameForm(call));
  }

  /** The page that asks whether a child is to be deleted. */
  public Future<Reply> deleteForm(Call call) {
    return at(call).compose(directory -> pages.deleteForm(call, directory));
  }

  /** A list of everything below. */
  public Future<Reply> manifest(Call call) {
    return at(call).map(directory -> pages.manifest(gateway.directories(), directory));
  }

  /** Everything below, to this machine's disk. */
  public Future<Reply> download(Call call) {
    Browsing.refuseToWrite(call.request());
    return at(call).compose(directory -> local.downloadDirectory(call, directory));
  }
}
