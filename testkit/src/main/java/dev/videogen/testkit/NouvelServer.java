package dev.videogen.testkit;

import java.util.Set;

/**
 * A fake of Nouvel. It knows keys with permissions and plans, a quota, the window of 60 requests a
 * minute, jobs that go on with each poll, projects, publications, accounts, figures and the
 * copilot.
 */
public final class NouvelServer extends VideogenServer {
  private final NouvelRules rules;
  private final FakeService service;
  private final Webhooks webhooks;

  private NouvelServer(ServerBuilder<NouvelServer> builder) {
    super(builder);
    rules = new NouvelRules(clock(), media());
    service =
        new FakeService(rules, builder.port(), builder.transport(), media().url("redirected"));
    webhooks = new Webhooks(clock(), rules.jobs());
  }

  /** Starts with plain HTTP on a port of the system's choice. */
  public static NouvelServer start() {
    return builder().start();
  }

  /** For fixed ports, HTTPS or HTTP/2. */
  public static ServerBuilder<NouvelServer> builder() {
    return new ServerBuilder<>(NouvelServer::new);
  }

  @Override
  public String key() {
    return NouvelKeys.KEY;
  }

  /** A key of an account whose plan does not include the API. */
  public String keyWithoutPlan() {
    return NouvelKeys.KEY_WITHOUT_PLAN;
  }

  /** Makes another key known, with these permissions only, such as {@code projects:read}. */
  public void addKey(String key, String... permissions) {
    rules.keys().add(key, Set.of(permissions));
  }

  /** Makes the service forget a key, as revoking it does. */
  public void revokeKey(String key) {
    rules.keys().revoke(key);
  }

  /** The next job's course; jobs without one complete at their seventh poll. */
  public JobScript job() {
    return rules.jobs().script();
  }

  /** The deliveries to the {@code webhookUrl} of ended jobs. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** Videos used in this billing period. */
  public int quotaUsed() {
    return rules.quotaUsed();
  }

  /** Sets the quota: videos used, of how many. A generation uses urls times variants. */
  public void quota(int used, int limit) {
    rules.quota(used, limit);
  }

  /** From now on pages of that host are a shop that is not supported. */
  public void unsupportedShop(String host) {
    rules.unsupportedShop(host);
  }

  /**
   * Adds a project that was made some other time.
   *
   * @param status its status, such as {@code partial}
   * @return its id
   */
  public String addProject(String status) {
    return rules.jobs().addProject(status);
  }

  /** From now on posts to that platform, such as {@code tiktok}, end as failed there. */
  public void failPublishingTo(String platform) {
    rules.social().failPublishingTo(platform);
  }

  /** Uses the copilot's messages of the day up, until the fake's midnight, UTC. */
  public void exhaustCopilot() {
    rules.social().exhaustCopilot();
  }

  /** Fills the key's window of 60 requests as of now. */
  public void fillRateWindow(String key) {
    rules.keys().fillWindow(key);
  }

  /** Whether the window of 60 requests in a minute is watched. It is at first. */
  public void rateLimited(boolean watched) {
    rules.keys().rateLimited(watched);
  }

  /** What generate answers next. */
  public Script onGenerate() {
    return on(Endpoint.GENERATE);
  }

  /** What a job's poll answers next. */
  public Script onJob() {
    return on(Endpoint.JOB);
  }

  /** What the list of projects answers next. */
  public Script onProjects() {
    return on(Endpoint.PROJECTS);
  }

  /** What a project answers next. */
  public Script onProject() {
    return on(Endpoint.PROJECT);
  }

  /** What publishing answers next. */
  public Script onPublish() {
    return on(Endpoint.PUBLISH);
  }

  /** What a publication's state answers next. */
  public Script onPost() {
    return on(Endpoint.POST);
  }

  /** What the list of accounts answers next. */
  public Script onAccounts() {
    return on(Endpoint.ACCOUNTS);
  }

  /** What the figures by post answer next. */
  public Script onAnalytics() {
    return on(Endpoint.ANALYTICS);
  }

  /** What the figures by day answer next. */
  public Script onDailyAnalytics() {
    return on(Endpoint.DAILY_ANALYTICS);
  }

  /** What the follower counts answer next. */
  public Script onFollowers() {
    return on(Endpoint.FOLLOWERS);
  }

  /** What the copilot answers next. */
  public Script onCopilotChat() {
    return on(Endpoint.COPILOT_CHAT);
  }

  NouvelRules rules() {
    return rules;
  }

  @Override
  void resetMore() {
    webhooks.reset();
  }

  @Override
  Set<String> keys() {
    return rules.keys().all();
  }

  @Override
  FakeService service() {
    return service;
  }
}
