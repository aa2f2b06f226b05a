package org.truckee.web.resource;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.directory.Directories;
import org.truckee.web.body.Bodies;
import org.truckee.web.guard.Owner;
import org.truckee.web.guard.WebSettings;
import org.truckee.web.local.LocalFiles;
import org.truckee.web.local.LocalFolders;
import org.truckee.web.monitor.Usage;
import org.truckee.web.page.Pages;
import org.truckee.web.place.PastPlaces;
import org.truckee.web.place.Places;
import org.truckee.web.reading.DirectoryReading;
import org.truckee.web.reading.FileReading;
import org.truckee.web.reply.FrontDoor;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Call;
import org.truckee.web.view.InfoPages;
import org.truckee.web.view.PageMaker;
import org.truckee.web.view.TrashView;
import org.truckee.web.walk.CheckPages;
import org.truckee.web.walk.Checks;
import org.truckee.web.walk.OperationSpans;
import org.truckee.web.walk.Operations;
import org.truckee.web.walk.TreeWalks;
import org.truckee.web.writing.ChildLinks;
import org.truckee.web.writing.ChildLists;
import org.truckee.web.writing.ChildMoves;
import org.truckee.web.writing.DriveTrash;
import org.truckee.web.writing.FormUploads;
import org.truckee.web.writing.Freshness;
import org.truckee.web.writing.NewDirectories;
import org.truckee.web.writing.NextVersions;
import org.truckee.web.writing.Storing;
import org.truckee.web.writing.Uploads;

/** The parts that do the work of the API's rows at one gateway, put together. Thread-safe. */
public final class Services {
  final FrontDoor door;
  final Places places;
  final PastPlaces past;
  final Freshness freshness;
  final FileReading files;
  final DirectoryReading directories;
  final Storing bodies;
  final FormUploads forms;
  final NewDirectories making;
  final ChildLinks links;
  final ChildMoves moves;
  final DriveTrash trash;
  final LocalFiles local;
  final Checks checks;
  final Operations operations;
  final TreeWalks walks;
  private final InfoPages infos;
  private final boolean open;

  /** The services of {@code gateway}, some of which are for its {@code owner} only. */
  public Services(
      Vertx vertx, Gateway gateway, WebSettings settings, Owner owner, Pages pages, Usage usage) {
    Bodies received = new Bodies(vertx, gateway, settings.silenceMillis());
    Directories tables = gateway.directories();
    PageMaker maker = new PageMaker(pages);
    CheckPages checkPages = new CheckPages(pages);
    Uploads uploads = new Uploads(gateway, received, usage);
    NextVersions versions = new NextVersions(gateway, usage.counters());
    ChildLists lists = new ChildLists(gateway, received);
    door = new FrontDoor(received);
    places = new Places(tables);
    past = new PastPlaces(gateway, places);
    freshness = new Freshness(gateway, places);
    local =
        new LocalFiles(
            vertx, gateway, places, new LocalFolders(settings.owner().localFolders()), owner);
    open = settings.open();
    files = new FileReading(gateway, usage, local, settings.openness());
    directories = new DirectoryReading(gateway, past, maker, local);
    bodies = new Storing(places, received, uploads, versions, freshness);
    forms = new FormUploads(places, uploads, versions, maker);
    making = new NewDirectories(gateway, places, lists);
    links = new ChildLinks(places, received, lists, maker);
    moves = new ChildMoves(tables, places);
    checks = new Checks(gateway.repairer(), checkPages);
    trash = new DriveTrash(gateway, new TrashView(pages));
    operations = new Operations(vertx, door, pages, OperationSpans.USUAL);
    walks = new TreeWalks(tables, places, gateway.repairer(), operations, maker, checkPages);
    infos = new InfoPages(pages);
  }

  /** The root of the shared drive, of which strangers get what reads it. */
  Capability shared(Capability root) {
    return open ? root.readCap().map(Capability.class::cast).orElse(root) : root;
  }

  /** The page of facts about the thing that {@code call} is about. */
  Future<Reply> info(Call call) {
    return Future.succeededFuture(infos.info(call));
  }
}
