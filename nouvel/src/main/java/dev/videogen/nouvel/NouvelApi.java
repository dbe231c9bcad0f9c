package dev.videogen.nouvel;

import dev.videogen.core.ApiCall;
import dev.videogen.core.annotations.CheckReturnValue;
import dev.videogen.core.endpoint.AttemptTimeout;
import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.endpoint.Billable.ServerFaults;
import dev.videogen.core.endpoint.Required;
import dev.videogen.core.json.JsonFields;
import java.util.Map;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;
import retrofit2.http.Tag;

/**
 * The endpoints of Nouvel. Each method describes a call; {@link ApiCall} has the ways to run it.
 *
 * <pre>{@code
 * AcceptedJob job = nouvel.api().generate(GenerateRequest.of(productUrl)).execute();
 * }</pre>
 *
 * <p>All calls fail with a {@link dev.videogen.core.errors.ApiException}; {@link NouvelErrorCode}
 * lists the documented causes. All may fail with {@link
 * dev.videogen.core.errors.AuthenticationException}, {@link PlanWithoutApiException}, {@link
 * MissingPermissionException}, {@link dev.videogen.core.errors.RateLimitedException} and {@link
 * dev.videogen.core.errors.ServerFaultException}. Each names the permission that its key needs. A
 * missing or blank id is refused with {@link IllegalArgumentException} before anything is sent: it
 * would ask for another resource.
 */
@CheckReturnValue
public interface NouvelApi {
  /**
   * Requests videos. Costs quota: pages times variants. Permission {@code generate}.
   *
   * <p>The service documents that a 5xx is to be retried, and so it is by default, if the service
   * itself responded: up to three times, and each attempt may have been charged ({@link
   * dev.videogen.core.errors.ApiException#possibleCharges()}, {@link
   * dev.videogen.core.ApiResponse#earlierCharges()}). {@link
   * dev.videogen.core.endpoint.BillableRetry#REFUSALS_ONLY} rules that out.
   *
   * <p>Fails with {@link QuotaExceededException} if quota and credits are used up, {@link
   * NotAProductException} if a URL isn't a product's page, {@link UnsupportedShopException} if the
   * service can't read the shop, and {@link dev.videogen.core.errors.OutcomeUnknownException} if
   * the request left and no usable response came: look at the newest projects before paying again.
   */
  @Billable(serverFaults = ServerFaults.RETRYABLE)
  @AttemptTimeout(minutes = 5)
  @POST("generate")
  ApiCall<AcceptedJob> generate(@Body GenerateRequest request);

  /**
   * Returns where a job stands. Permission {@code projects:read}.
   *
   * <p>Asking may move the job on: it isn't cached, and one job isn't to be asked for several times
   * at once. {@link NouvelClient#awaitJob(String)} polls until it ends.
   *
   * <p>Fails with {@link dev.videogen.core.errors.NotFoundException} if there is no such job.
   */
  @AttemptTimeout(seconds = 30)
  @GET("jobs/{jobId}")
  ApiCall<Job> job(@Required("jobId") @Path("jobId") String jobId);

  /**
   * Returns one page of the account's videos, newest first. Permission {@code projects:read}.
   * {@link NouvelClient#projects()} walks through all pages.
   */
  @GET("projects")
  ApiCall<ProjectPage> projects(@Required("filter") @Tag ProjectFilter filter);

  /**
   * Returns a video with its scenes. Permission {@code projects:read}.
   *
   * <p>Fails with {@link dev.videogen.core.errors.NotFoundException} if there is no such project,
   * or it is another user's.
   */
  @GET("projects/{projectId}")
  ApiCall<ProjectDetails> project(@Required("projectId") @Path("projectId") String projectId);

  /**
   * Posts a finished video. Permission {@code publish}. Never retried once it may have been
   * received, whatever the settings: it could go public twice.
   *
   * <p>Fails with {@link dev.videogen.core.errors.UnprocessableException} if the project isn't
   * completed or has no video, {@link dev.videogen.core.errors.PermissionException} if a social
   * account is another organisation's, {@link dev.videogen.core.errors.ServerFaultException} if
   * posting failed (on some platforms it may be live), and {@link
   * dev.videogen.core.errors.OutcomeUnknownException} if the request left and no usable response
   * came.
   */
  @Billable(serverFaults = ServerFaults.NEVER_RETRIED, videos = 0)
  @AttemptTimeout(minutes = 2)
  @POST("publish")
  ApiCall<PublishReceipt> publish(@Body PublishRequest request);

  /**
   * Returns where a post stands. Permission {@code publish}. {@link
   * NouvelClient#awaitPublished(String)} polls until it is settled.
   */
  @GET("publish/{postId}")
  ApiCall<Publication> publication(@Required("postId") @Path("postId") String postId);

  /** Returns all connected social accounts. Permission {@code analytics:read}. */
  default ApiCall<AccountList> accounts() {
    return accounts(AccountFilter.ALL);
  }

  /**
   * Returns connected social accounts. Permission {@code analytics:read}, not {@code publish}.
   *
   * <p>Fails with {@link dev.videogen.core.errors.NotFoundException} if the user has no
   * organisation, as the three below do.
   */
  @GET("accounts")
  ApiCall<AccountList> accounts(@Required("filter") @Tag AccountFilter filter);

  /**
   * Returns one page of posts and how they did. Permission {@code analytics:read}. {@link
   * NouvelClient#posts(PostFilter)} walks through all pages.
   */
  @GET("analytics")
  ApiCall<AnalyticsPage> analytics(@Required("filter") @Tag PostFilter filter);

  /**
   * Returns how posts did day by day. Permission {@code analytics:read}. The response isn't
   * documented.
   */
  @GET("analytics/daily")
  ApiCall<DailyAnalytics> dailyAnalytics(@Required("filter") @Tag DailyFilter filter);

  /**
   * Returns follower counts. Permission {@code analytics:read}. Neither the response nor the names
   * of the parameters are documented, so both are open.
   *
   * @param query a first and a last day, {@code daily}, {@code weekly} or {@code monthly}, and
   *     account ids separated by commas, under whatever names the service takes; may be empty
   */
  @GET("analytics/followers")
  ApiCall<JsonFields> followers(@QueryMap Map<String, String> query);

  /**
   * Asks the copilot, which reads the product pages in the last message, and runs a model.
   * Permission {@code copilot:chat}. Uses one of the day's messages.
   *
   * <p>Fails with {@link DailyLimitException} if the day's messages are used up; it isn't waited
   * for.
   */
  @Billable(videos = 0)
  @AttemptTimeout(minutes = 5)
  @POST("copilot/chat")
  ApiCall<ChatAnswer> chat(@Body ChatRequest request);
}
