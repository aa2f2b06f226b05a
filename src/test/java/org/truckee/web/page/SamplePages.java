package org.truckee.web.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.web.page.directory.DeletePage;
import org.truckee.web.page.directory.DirectoryListing;
import org.truckee.web.page.directory.DirectoryPage;
import org.truckee.web.page.directory.Entry;
import org.truckee.web.page.directory.ManifestPage;
import org.truckee.web.page.directory.RenamePage;
import org.truckee.web.page.directory.TrashPage;
import org.truckee.web.page.file.AuditPage;
import org.truckee.web.page.file.CheckPage;
import org.truckee.web.page.file.InfoPage;
import org.truckee.web.page.file.StoredPage;
import org.truckee.web.page.gateway.ActivityPage;
import org.truckee.web.page.gateway.AdmissionPage;
import org.truckee.web.page.gateway.BoardPage;
import org.truckee.web.page.gateway.GridState;
import org.truckee.web.page.gateway.LedgerPage;
import org.truckee.web.page.gateway.OperationPage;
import org.truckee.web.page.gateway.ProvisioningPage;
import org.truckee.web.page.gateway.StatisticsPage;
import org.truckee.web.page.gateway.StoragePage;
import org.truckee.web.page.gateway.TransferPage;
import org.truckee.web.page.gateway.UpkeepPage;
import org.truckee.web.page.gateway.WelcomePage;

/** One of every page, in every state that looks different, full of names that want to break out. */
final class SamplePages {
  static final String EVIL =
      "\"><script>alert('1')</script><img src=x onerror=alert(1)>&amp;\u202e'";
  private static final String URI = "URI:CHK:aaaaaaaaaaaaaaaaaaaaaaaaaa:bbbb:3:10:5000";
  private static final List<Entry.Kind> KINDS =
      List.of(Entry.Kind.DIRECTORY, Entry.Kind.FILE, Entry.Kind.MUTABLE_FILE, Entry.Kind.UNKNOWN);
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final List<Crumb> CRUMBS =
      List.of(new Crumb("Private drive", "/uri/x/"), new Crumb(EVIL, ""));
  private static final List<Fact> FACTS =
      List.of(new Fact("Size", "3.1 MiB"), new Fact("Name", EVIL));

  private SamplePages() {}

  static Map<String, Page> all() {
    Map<String, Page> all = new LinkedHashMap<>();
    all.put("admission", admission(List.of(), "18,1,203.0.113.0/24,salt,mac"));
    all.put("admitted", admission(FACTS, ""));
    all.put("welcome", welcome(10));
    all.put("welcome-few", welcome(5));
    all.put("welcome-out", welcome(2));
    all.put(
        "welcome-new",
        new WelcomePage(
            List.of(),
            new GridState(0, 0, 3, 7, 10),
            List.of(
                new WelcomePage.Warning("The configuration", EVIL, ""),
                new WelcomePage.Warning("Upkeep", EVIL, "/upkeep")),
            List.of(),
            List.of(),
            List.of()));
    all.put("upkeep", upkeep());
    all.put("ledger", ledger());
    all.put("ledger-empty", new LedgerPage("Nothing.", List.of(), List.of(), List.of()));
    all.put("error", error());
    all.put("stored", new StoredPage(EVIL, "/file/x/y", "/uri/x?t=info", URI, FACTS));
    all.put(
        "info",
        new InfoPage(
            EVIL,
            CRUMBS,
            false,
            FACTS,
            rights(),
            new InfoPage.Actions("/uri/x", "/uri/x?t=check", true, "", "", "/uri/x?t=json")));
    all.put(
        "info-directory",
        new InfoPage(
            EVIL,
            List.of(),
            true,
            FACTS,
            rights(),
            new InfoPage.Actions(
                "/uri/x/",
                "/uri/x?t=check",
                false,
                "/uri/x?t=start-deep-check&ophandle=1",
                "/uri/x?t=start-deep-stats&ophandle=1",
                "/uri/x?t=json")));
    all.put("rename", new RenamePage(CRUMBS, "/uri/x/", EVIL));
    all.put("trash", trash(List.of(entry(0), entry(1), entry(3))));
    all.put("trash-empty", trash(List.of()));
    all.put("delete", new DeletePage(CRUMBS, "/uri/x/", EVIL, true));
    all.put(
        "manifest",
        new ManifestPage(
            "Everything",
            CRUMBS,
            List.of(
                new ManifestPage.Line("a/b", "/uri/x", URI), new ManifestPage.Line(EVIL, "", URI)),
            2,
            "server " + EVIL + " did not answer",
            ""));
    all.put(
        "audit",
        new AuditPage(
            new AuditPage.Verdict("warn", "Not sure.", EVIL),
            FACTS,
            List.of(new AuditPage.Share("1", EVIL, "silent", "it did not answer" + EVIL))));
    all.put("check", check(true));
    all.put("check-bad", check(false));
    all.put(
        "operation",
        new OperationPage(
            "Checking " + EVIL, true, "312 of 1,000 checked", FACTS, "/operations/1?t=cancel", ""));
    all.put(
        "operation-done", new OperationPage("Checking", false, "Done", FACTS, "", "/operations/1"));
    all.put("directory", directory(3, true, ""));
    all.put("manifest-empty", ManifestPage.whole(List.of(), "", "?output=json"));
    all.put("activity", activity());
    all.put("activity-none", new ActivityPage(List.of(), true));
    all.put("transfer", transfer(true));
    all.put("transfer-done", transfer(false));
    all.put("statistics", statistics());
    all.put("board", board());
    all.put("provisioning", provisioning());
    all.put(
        "storage",
        new StoragePage(
            List.of(new StoragePage.Part("Disk", FACTS)),
            List.of(new StoragePage.Calls("read", "1000", "2 ms", "1 ms", "3 ms", "–"))));
    all.put("storage-new", new StoragePage(List.of(), List.of()));
    all.put("directory-read-only", directory(3, false, ""));
    all.put("directory-empty", directory(0, true, ""));
    all.put("directory-large", directory(1000, true, ""));
    all.put(
        "directory-past", directory(1000, false, "", new DirectoryPage.History(true, "1" + EVIL)));
    all.put("directory-found", directory(1000, true, "<script>"));
    all.put("directory-not-found", directory(1000, false, "nothing" + EVIL));
    return all;
  }

  static DirectoryPage directory(int children, boolean writable, String find) {
    return directory(children, writable, find, new DirectoryPage.History(writable, ""));
  }

  private static DirectoryPage directory(
      int children, boolean writable, String find, DirectoryPage.History history) {
    Map<String, String> asked = Map.of("sort", "-size", "find", find, "after", "200000:" + EVIL);
    DirectoryListing listing = DirectoryListing.of(asked::get);
    for (int i = 0; i < children; i++) listing.add(entry(i));
    return new DirectoryPage(
        EVIL,
        CRUMBS,
        "/uri/x/",
        listing,
        new DirectoryPage.Rights(URI, writable ? URI : ""),
        history);
  }

  private static TrashPage trash(List<Entry> things) {
    List<TrashPage.Row> rows =
        things.stream().map(thing -> new TrashPage.Row("20260101 " + EVIL, EVIL, thing)).toList();
    return new TrashPage(CRUMBS, "/uri/x/", ".trash", 30, rows, rows.size() + 1000L);
  }

  private static Entry entry(int number) {
    Entry.Kind kind = KINDS.get(number % KINDS.size());
    String name = number + EVIL;
    OptionalLong size =
        kind == Entry.Kind.FILE ? OptionalLong.of(number * 1000L) : OptionalLong.empty();
    return new Entry(name, kind, size, Optional.of(TIME), number % 3 == 0);
  }

  private static WelcomePage welcome(int answering) {
    List<WelcomePage.StorageRow> servers = new ArrayList<>();
    for (int i = 0; i < 10; i++)
      servers.add(
          new WelcomePage.StorageRow(
              new WelcomePage.Server(
                  i + EVIL,
                  "v0-" + i,
                  i < answering ? "" : "silent" + EVIL,
                  i % 3 == 0 ? List.of(EVIL) : List.of(),
                  Amount.time(TIME),
                  "truckee/1"),
              "3.1 GiB",
              "95 % good, 0 % bad, 5 % silent"));
    List<WelcomePage.Drive> drives =
        List.of(
            new WelcomePage.Drive("Private drive", "/uri/x/", "Only this gateway knows it"),
            new WelcomePage.Drive("Shared drive", "/uri/y/", "Everybody on this grid shares it"));
    return new WelcomePage(
        drives,
        new GridState(answering, 10, 3, 7, 10),
        List.of(),
        servers,
        List.of(
            new WelcomePage.Server(
                "1" + EVIL, "v0-1", "", List.of(EVIL), Amount.time(TIME), "truckee/1"),
            new WelcomePage.Server(
                "2" + EVIL, "v0-2", "silent" + EVIL, List.of(), "never", "truckee/1")),
        List.of(new WelcomePage.Peer("Introducer", "127.0.0.1:1", "silent" + EVIL)));
  }

  private static UpkeepPage upkeep() {
    return new UpkeepPage(
        new UpkeepPage.State("Now checking: 3 of 10.", "good", true),
        List.of(new UpkeepPage.Step("Pause", "pause")),
        List.of(EVIL),
        FACTS,
        List.of(new UpkeepPage.Root(EVIL, "never", "7", EVIL)),
        List.of(new UpkeepPage.Low(EVIL, "2 of 10", "2026-01-01", "3")));
  }

  private static ActivityPage activity() {
    return new ActivityPage(
        List.of(
            new ActivityPage.Transfer(
                "/status/2",
                "Upload",
                EVIL,
                "now",
                new ActivityPage.State("failed", "bad"),
                new ActivityPage.Measures("3 B", "1 ms", "")),
            new ActivityPage.Transfer(
                "/status/1",
                "Download",
                "",
                "then",
                new ActivityPage.State("done", "good"),
                new ActivityPage.Measures("3 B", "1 ms", "3 B/s"))),
        false);
  }

  private static TransferPage transfer(boolean live) {
    TransferPage.Bar bar = new TransferPage.Bar("190.0", "20.0", "failed", "0: keeps " + EVIL);
    TransferPage.Server server =
        new TransferPage.Server(EVIL, "1, 2", "7", "1 ms", "2 ms", live ? "lost: " + EVIL : "OK");
    return new TransferPage(
        "Upload 1",
        new TransferPage.State(
            "File Upload Status", "Failed: " + EVIL, live ? "warn" : "bad", live),
        FACTS,
        live ? List.of(EVIL) : List.of(),
        new TransferPage.Picture(
            live ? List.of(new TransferPage.Row(EVIL, 26, List.of(bar, bar))) : List.of(),
            List.of(new TransferPage.Tick("190.0", "0 ms"), new TransferPage.Tick("890.0", "1 s")),
            60),
        live ? List.of(server) : List.of());
  }

  private static StatisticsPage statistics() {
    List<StatisticsPage.Tick> ticks =
        List.of(
            new StatisticsPage.Tick("0.0", "00:00", "2026-01-31T00:00:00Z"),
            new StatisticsPage.Tick("640.0", "24:00", ""));
    return new StatisticsPage(
        List.of(new Crumb("Over a day", ""), new Crumb("Over a month", "/statistics?span=month")),
        List.of(
            new StatisticsPage.Graph(
                "Files", "6 in all", "M0.0 100V50h2V100z", "M9.0 0V100H20.0V0z", "6", ticks),
            new StatisticsPage.Graph("Servers", "0 on average", "", "", "1", ticks)),
        List.of(new StatisticsPage.Row("Files", "6", "2", "never", "none yet")));
  }

  private static LedgerPage ledger() {
    return new LedgerPage(
        "What each account takes.",
        List.of(EVIL, "two"),
        List.of(
            new LedgerPage.Row("7, " + EVIL, "3 B", List.of("1 B", "2 B")),
            new LedgerPage.Row("8", "5 B", List.of("5 B", "–"))),
        List.of(
            new LedgerPage.Server(EVIL, "6 B", "9 B", "10 B", ""),
            new LedgerPage.Server("two", "2 B", "unknown", "–", EVIL)));
  }

  private static BoardPage board() {
    StatisticsPage.Tick tick = new StatisticsPage.Tick("0.0", "00:00", "2026-01-31T00:00:00Z");
    return new BoardPage(
        "2026-01-31 17:05 UTC",
        new BoardPage.Period("a day", List.of(new Crumb("Over a day", ""))),
        List.of(new BoardPage.Row("Files", "6", "2", "6", EVIL)),
        List.of(
            new BoardPage.Graph("Files", "2 to 6", "M0.0 100V50H2V100z", "M2 0V9z", List.of(tick)),
            new BoardPage.Graph("Servers", "not known", "", "", List.of(tick))),
        List.of(new BoardPage.Moment("2026-01-31 17:05 UTC", List.of("6"))),
        List.of(new BoardPage.Source(EVIL, "answers", EVIL, "all")));
  }

  private static ProvisioningPage provisioning() {
    return new ProvisioningPage(
        List.of(
            new ProvisioningPage.Group(
                "Users",
                List.of(
                    new ProvisioningPage.Field(
                        "users",
                        "Users",
                        "",
                        "1000",
                        new ProvisioningPage.Range("1", "1e+9", "1"),
                        "must be a number"),
                    new ProvisioningPage.Field(
                        "bytes",
                        "Size",
                        "MB",
                        "0.5",
                        new ProvisioningPage.Range("0.001", "1000", "any"),
                        "")))),
        List.of("Users must be a number"),
        List.of(new ProvisioningPage.Result("Space", FACTS)),
        List.of("Servers are away independently of each other."));
  }

  private static AdmissionPage admission(List<Fact> facts, String challenge) {
    return new AdmissionPage(
        "a network of addresses stores at most 100.0 MiB in 30 days here",
        challenge.isEmpty() ? "You need no admission." : "",
        facts,
        challenge.isEmpty()
            ? List.of()
            : List.of(new AdmissionPage.Puzzle(challenge + EVIL, 18, "262.1 k")),
        challenge.isEmpty() ? "" : EVIL);
  }

  private static ErrorPage error() {
    return new ErrorPage(
        "This can't be read right now",
        List.of(
            "2 of 10 shares could be read, 3 are needed.", "No good answer from servers " + EVIL),
        "Try again when more servers answer.",
        410,
        "NOT_ENOUGH_SHARES");
  }

  private static List<InfoPage.Right> rights() {
    return List.of(
        new InfoPage.Right("Anyone with this link can read it.", URI, "/uri/x"),
        new InfoPage.Right("Only verifies.", EVIL, ""));
  }

  private static CheckPage check(boolean healthy) {
    return new CheckPage(
        "Check of " + EVIL,
        healthy
            ? CheckPage.Verdict.good("10 of 10 shares are on 10 servers.")
            : new CheckPage.Verdict(
                false,
                "7 of 10 shares are good.",
                "More servers.",
                new CheckPage.Remedy("?t=check&repair=true", "Repair")),
        FACTS,
        List.of(new CheckPage.Share("1", EVIL, "there")),
        healthy ? List.of() : List.of(new CheckPage.Problem(EVIL, "/uri/x", "3 shares are lost")),
        new CheckPage.Links(List.of(), "/uri/x?t=info", "/uri/x?t=check&output=JSON"));
  }
}
