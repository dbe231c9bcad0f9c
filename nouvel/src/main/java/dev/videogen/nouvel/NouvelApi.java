package dev.videogen.nouvel;

import dev.videogen.core.ApiResponse;
import dev.videogen.core.CallOptions;
import dev.videogen.core.endpoint.AttemptTimeout;
import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.endpoint.Required;
import dev.videogen.core.json.JsonFields;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.QueryMap;
import retrofit2.http.Tag;

/**
 * The endpoints of Nouvel, as declared to Retrofit.
 *
 * <p>All methods fail with a {@link dev.videogen.core.errors.ApiException}; {@link NouvelErrorCode}
 * lists the documented causes. All may fail with {@link
 * dev.videogen.core.errors.AuthenticationException}, {@link PlanWithoutApiException}, {@link
 * MissingPermissionException}, {@link dev.videogen.core.errors.RateLimitedException} and {@link
 * dev.videogen.core.errors.ServerFaultException}. Each names the permission that its key needs. A
 * blank id is refused before anything is sent, with {@link
 * dev.videogen.core.errors.InvalidRequestException}: it would ask for another resource.
 */
public interface NouvelApi {
  /**
   * Orders videos. Costs quota: pages times variants. Permission {@code generate}.
   *
   * <p>The service's retry table says that an answered 5xx is to be sent again, and so it is by
   * default, if the service itself answered; {@link dev.videogen.core.BillableRetry#REFUSALS_ONLY}
   * rules that out.
   *
   * @throws QuotaExceededException if quota and credits are used up
   * @throws NotAProductException if an address isn't a product's page
   * @throws UnsupportedShopException if it is, in a shop that the service can't read
   * @throws dev.videogen.core.errors.OutcomeUnknownException if the order left and no usable answer
   *     came: look at the newest projects before ordering again
   * @throws IOException an {@link dev.videogen.core.errors.ApiException} of the kind that tells
   *     what to do
   */
  @Billable(serverFaults = Billable.ServerFaults.REPEATABLE)
  @AttemptTimeout(minutes = 5)
  @POST("generate")
  AcceptedJob generate(@Body GenerateRequest request) throws IOException;

  /** {@link #generate(GenerateRequest)} with limits of its own. */
  @Billable(serverFaults = Billable.ServerFaults.REPEATABLE)
  @AttemptTimeout(minutes = 5)
  @POST("generate")
  AcceptedJob generate(@Body GenerateRequest request, @Tag @Nullable CallOptions options)
      throws IOException;

  /** {@link #generate(GenerateRequest)} without holding a thread between attempts. */
  @Billable(serverFaults = Billable.ServerFaults.REPEATABLE)
  @AttemptTimeout(minutes = 5)
  @POST("generate")
  CompletableFuture<AcceptedJob> generateAsync(@Body GenerateRequest request);

  /** {@link #generate(GenerateRequest)} without holding a thread, with limits of its own. */
  @Billable(serverFaults = Billable.ServerFaults.REPEATABLE)
  @AttemptTimeout(minutes = 5)
  @POST("generate")
  CompletableFuture<AcceptedJob> generateAsync(
      @Body GenerateRequest request, @Tag @Nullable CallOptions options);

  /** {@link #generate(GenerateRequest)} with status, headers and rate limit. */
  @Billable(serverFaults = Billable.ServerFaults.REPEATABLE)
  @AttemptTimeout(minutes = 5)
  @POST("generate")
  ApiResponse<AcceptedJob> generateResponse(@Body GenerateRequest request) throws IOException;

  /** {@link #generate(GenerateRequest)} as a call to execute, enqueue or cancel. */
  @Billable(serverFaults = Billable.ServerFaults.REPEATABLE)
  @AttemptTimeout(minutes = 5)
  @POST("generate")
  Call<AcceptedJob> generateCall(@Body GenerateRequest request);

  /** {@link #generate(GenerateRequest)} as a call with limits of its own. */
  @Billable(serverFaults = Billable.ServerFaults.REPEATABLE)
  @AttemptTimeout(minutes = 5)
  @POST("generate")
  Call<AcceptedJob> generateCall(@Body GenerateRequest request, @Tag @Nullable CallOptions options);

  /**
   * Tells where a job stands. Permission {@code projects:read}.
   *
   * <p>Asking may move the job on: it isn't cached, and one job isn't to be asked for several times
   * at once. {@link NouvelClient#awaitJob(String)} asks until it ends.
   *
   * @throws dev.videogen.core.errors.NotFoundException if there is no such job
   * @throws IOException an {@link dev.videogen.core.errors.ApiException} of the kind that tells
   *     what to do
   */
  @AttemptTimeout(seconds = 30)
  @GET("jobs/{jobId}")
  Job job(@Required("jobId") @Path("jobId") String jobId) throws IOException;

  /** {@link #job(String)} with limits of its own. */
  @AttemptTimeout(seconds = 30)
  @GET("jobs/{jobId}")
  Job job(@Required("jobId") @Path("jobId") String jobId, @Tag @Nullable CallOptions options)
      throws IOException;

  /** {@link #job(String)} without holding a thread between attempts. */
  @AttemptTimeout(seconds = 30)
  @GET("jobs/{jobId}")
  CompletableFuture<Job> jobAsync(@Required("jobId") @Path("jobId") String jobId);

  /** {@link #job(String)} without holding a thread, with limits of its own. */
  @AttemptTimeout(seconds = 30)
  @GET("jobs/{jobId}")
  CompletableFuture<Job> jobAsync(
      @Required("jobId") @Path("jobId") String jobId, @Tag @Nullable CallOptions options);

  /** {@link #job(String)} with status, headers and rate limit. */
  @AttemptTimeout(seconds = 30)
  @GET("jobs/{jobId}")
  ApiResponse<Job> jobResponse(@Required("jobId") @Path("jobId") String jobId) throws IOException;

  /** {@link #job(String)} as a call to execute, enqueue or cancel. */
  @AttemptTimeout(seconds = 30)
  @GET("jobs/{jobId}")
  Call<Job> jobCall(@Required("jobId") @Path("jobId") String jobId);

  /** {@link #job(String)} as a call with limits of its own. */
  @AttemptTimeout(seconds = 30)
  @GET("jobs/{jobId}")
  Call<Job> jobCall(
      @Required("jobId") @Path("jobId") String jobId, @Tag @Nullable CallOptions options);

  /**
   * Lists one page of the account's videos, newest first. Permission {@code projects:read}. {@link
   * NouvelClient#projects()} walks through all pages.
   *
   * @param page counted from 1, the default
   * @param limit projects per page, 1 to 100, by default 20
   * @param status only those that stand there; by default all
   * @throws IOException an {@link dev.videogen.core.errors.ApiException} of the kind that tells
   *     what to do
   */
  @GET("projects")
  ProjectPage projects(
      @Query("page") @Nullable Integer page,
      @Query("limit") @Nullable Integer limit,
      @Query("status") @Nullable ProjectStatus status)
      throws IOException;

  /**
   * {@link #projects(Integer, Integer, ProjectStatus)} without holding a thread between attempts.
   */
  @GET("projects")
  CompletableFuture<ProjectPage> projectsAsync(
      @Query("page") @Nullable Integer page,
      @Query("limit") @Nullable Integer limit,
      @Query("status") @Nullable ProjectStatus status);

  /** {@link #projects(Integer, Integer, ProjectStatus)} with status, headers and rate limit. */
  @GET("projects")
  ApiResponse<ProjectPage> projectsResponse(
      @Query("page") @Nullable Integer page,
      @Query("limit") @Nullable Integer limit,
      @Query("status") @Nullable ProjectStatus status)
      throws IOException;

  /** {@link #projects(Integer, Integer, ProjectStatus)} as a call to execute, enqueue or cancel. */
  @GET("projects")
  Call<ProjectPage> projectsCall(
      @Query("page") @Nullable Integer page,
      @Query("limit") @Nullable Integer limit,
      @Query("status") @Nullable ProjectStatus status);

  /**
   * Tells all of one video, with its scenes. Permission {@code projects:read}.
   *
   * @throws dev.videogen.core.errors.NotFoundException if there is no such project, or it is
   *     another user's
   * @throws IOException an {@link dev.videogen.core.errors.ApiException} of the kind that tells
   *     what to do
   */
  @GET("projects/{projectId}")
  ProjectDetails project(@Required("projectId") @Path("projectId") String projectId)
      throws IOException;

  /** {@link #project(String)} without holding a thread between attempts. */
  @GET("projects/{projectId}")
  CompletableFuture<ProjectDetails> projectAsync(
      @Required("projectId") @Path("projectId") String projectId);

  /** {@link #project(String)} with status, headers and rate limit. */
  @GET("projects/{projectId}")
  ApiResponse<ProjectDetails> projectResponse(
      @Required("projectId") @Path("projectId") String projectId) throws IOException;

  /** {@link #project(String)} as a call to execute, enqueue or cancel. */
  @GET("projects/{projectId}")
  Call<ProjectDetails> projectCall(@Required("projectId") @Path("projectId") String projectId);

  /**
   * Posts a finished video. Permission {@code publish}. Never sent again after it may have been
   * received, whatever the settings: it could go public twice.
   *
   * @throws dev.videogen.core.errors.UnprocessableException if the project isn't completed or has
   *     no video
   * @throws dev.videogen.core.errors.PermissionException if a social account is another
   *     organisation's, too
   * @throws dev.videogen.core.errors.NotFoundException if there is no such project
   * @throws dev.videogen.core.errors.ServerFaultException if posting failed; on some platforms it
   *     may be live
   * @throws dev.videogen.core.errors.OutcomeUnknownException if the order left and no usable answer
   *     came
   * @throws IOException an {@link dev.videogen.core.errors.ApiException} of the kind that tells
   *     what to do
   */
  @Billable(serverFaults = Billable.ServerFaults.NEVER_REPEATED)
  @AttemptTimeout(minutes = 2)
  @POST("publish")
  PublishReceipt publish(@Body PublishRequest request) throws IOException;

  /** {@link #publish(PublishRequest)} without holding a thread between attempts. */
  @Billable(serverFaults = Billable.ServerFaults.NEVER_REPEATED)
  @AttemptTimeout(minutes = 2)
  @POST("publish")
  CompletableFuture<PublishReceipt> publishAsync(@Body PublishRequest request);

  /** {@link #publish(PublishRequest)} with status, headers and rate limit. */
  @Billable(serverFaults = Billable.ServerFaults.NEVER_REPEATED)
  @AttemptTimeout(minutes = 2)
  @POST("publish")
  ApiResponse<PublishReceipt> publishResponse(@Body PublishRequest request) throws IOException;

  /** {@link #publish(PublishRequest)} as a call to execute, enqueue or cancel. */
  @Billable(serverFaults = Billable.ServerFaults.NEVER_REPEATED)
  @AttemptTimeout(minutes = 2)
  @POST("publish")
  Call<PublishReceipt> publishCall(@Body PublishRequest request);

  /**
   * Tells where a post stands. Permission {@code publish}. {@link
   * NouvelClient#awaitPublished(String)} asks until it is settled.
   *
   * @throws dev.videogen.core.errors.NotFoundException if there is no such post
   * @throws IOException an {@link dev.videogen.core.errors.ApiException} of the kind that tells
   *     what to do
   */
  @GET("publish/{postId}")
  Publication publication(@Required("postId") @Path("postId") String postId) throws IOException;

  /** {@link #publication(String)} with limits of its own. */
  @GET("publish/{postId}")
  Publication publication(
      @Required("postId") @Path("postId") String postId, @Tag @Nullable CallOptions options)
      throws IOException;

  /** {@link #publication(String)} without holding a thread between attempts. */
  @GET("publish/{postId}")
  CompletableFuture<Publication> publicationAsync(
      @Required("postId") @Path("postId") String postId);

  /** {@link #publication(String)} without holding a thread, with limits of its own. */
  @GET("publish/{postId}")
  CompletableFuture<Publication> publicationAsync(
      @Required("postId") @Path("postId") String postId, @Tag @Nullable CallOptions options);

  /** {@link #publication(String)} with status, headers and rate limit. */
  @GET("publish/{postId}")
  ApiResponse<Publication> publicationResponse(@Required("postId") @Path("postId") String postId)
      throws IOException;

  /** {@link #publication(String)} as a call to execute, enqueue or cancel. */
  @GET("publish/{postId}")
  Call<Publication> publicationCall(@Required("postId") @Path("postId") String postId);

  /** {@link #publication(String)} as a call with limits of its own. */
  @GET("publish/{postId}")
  Call<Publication> publicationCall(
      @Required("postId") @Path("postId") String postId, @Tag @Nullable CallOptions options);

  /**
   * Lists the connected social accounts. Permission {@code analytics:read}, not {@code publish}.
   *
   * @param platform only those of one network; by default all
   * @throws dev.videogen.core.errors.NotFoundException if the user has no organisation
   * @throws IOException an {@link dev.videogen.core.errors.ApiException} of the kind that tells
   *     what to do
   */
  @GET("accounts")
  AccountList accounts(@Query("platform") @Nullable Platform platform) throws IOException;

  /** {@link #accounts(Platform)} without holding a thread between attempts. */
  @GET("accounts")
  CompletableFuture<AccountList> accountsAsync(@Query("platform") @Nullable Platform platform);

  /** {@link #accounts(Platform)} with status, headers and rate limit. */
  @GET("accounts")
  ApiResponse<AccountList> accountsResponse(@Query("platform") @Nullable Platform platform)
      throws IOException;

  /** {@link #accounts(Platform)} as a call to execute, enqueue or cancel. */
  @GET("accounts")
  Call<AccountList> accountsCall(@Query("platform") @Nullable Platform platform);

  /**
   * Lists one page of posts and how they did. Permission {@code analytics:read}. {@link
   * NouvelClient#posts(PostFilter)} walks through all pages.
   *
   * @param platform only those of one network; by default all
   * @param from the first day
   * @param to the last day
   * @param limit posts per page, by default 20
   * @param page counted from 1, the default
   * @param sortBy the default isn't documented
   * @param order the default isn't documented
   * @throws dev.videogen.core.errors.NotFoundException if the user has no organisation
   * @throws IOException an {@link dev.videogen.core.errors.ApiException} of the kind that tells
   *     what to do
   */
  @GET("analytics")
  AnalyticsPage analytics(
      @Query("platform") @Nullable Platform platform,
      @Query("fromDate") @Nullable LocalDate from,
      @Query("toDate") @Nullable LocalDate to,
      @Query("limit") @Nullable Integer limit,
      @Query("page") @Nullable Integer page,
      @Query("sortBy") @Nullable PostSort sortBy,
      @Query("order") @Nullable SortOrder order)
      throws IOException;

  /**
   * {@link #analytics(Platform, LocalDate, LocalDate, Integer, Integer, PostSort, SortOrder)}
   * without holding a thread between attempts.
   */
  @GET("analytics")
  CompletableFuture<AnalyticsPage> analyticsAsync(
      @Query("platform") @Nullable Platform platform,
      @Query("fromDate") @Nullable LocalDate from,
      @Query("toDate") @Nullable LocalDate to,
      @Query("limit") @Nullable Integer limit,
      @Query("page") @Nullable Integer page,
      @Query("sortBy") @Nullable PostSort sortBy,
      @Query("order") @Nullable SortOrder order);

  /**
   * {@link #analytics(Platform, LocalDate, LocalDate, Integer, Integer, PostSort, SortOrder)} with
   * status, headers and rate limit.
   */
  @GET("analytics")
  ApiResponse<AnalyticsPage> analyticsResponse(
      @Query("platform") @Nullable Platform platform,
      @Query("fromDate") @Nullable LocalDate from,
      @Query("toDate") @Nullable LocalDate to,
      @Query("limit") @Nullable Integer limit,
      @Query("page") @Nullable Integer page,
      @Query("sortBy") @Nullable PostSort sortBy,
      @Query("order") @Nullable SortOrder order)
      throws IOException;

  /**
   * {@link #analytics(Platform, LocalDate, LocalDate, Integer, Integer, PostSort, SortOrder)} as a
   * call to execute, enqueue or cancel.
   */
  @GET("analytics")
  Call<AnalyticsPage> analyticsCall(
      @Query("platform") @Nullable Platform platform,
      @Query("fromDate") @Nullable LocalDate from,
      @Query("toDate") @Nullable LocalDate to,
      @Query("limit") @Nullable Integer limit,
      @Query("page") @Nullable Integer page,
      @Query("sortBy") @Nullable PostSort sortBy,
      @Query("order") @Nullable SortOrder order);

  /**
   * Tells how posts did day by day. Permission {@code analytics:read}. The answer isn't documented.
   *
   * @param start the first day
   * @param end the last day
   * @param platform only one network's posts
   * @param accountId only one account's posts
   * @throws IOException an {@link dev.videogen.core.errors.ApiException} of the kind that tells
   *     what to do
   */
  @GET("analytics/daily")
  DailyAnalytics dailyAnalytics(
      @Query("startDate") @Nullable LocalDate start,
      @Query("endDate") @Nullable LocalDate end,
      @Query("platform") @Nullable Platform platform,
      @Query("accountId") @Nullable String accountId)
      throws IOException;

  /**
   * {@link #dailyAnalytics(LocalDate, LocalDate, Platform, String)} without holding a thread
   * between attempts.
   */
  @GET("analytics/daily")
  CompletableFuture<DailyAnalytics> dailyAnalyticsAsync(
      @Query("startDate") @Nullable LocalDate start,
      @Query("endDate") @Nullable LocalDate end,
      @Query("platform") @Nullable Platform platform,
      @Query("accountId") @Nullable String accountId);

  /**
   * {@link #dailyAnalytics(LocalDate, LocalDate, Platform, String)} with status, headers and rate
   * limit.
   */
  @GET("analytics/daily")
  ApiResponse<DailyAnalytics> dailyAnalyticsResponse(
      @Query("startDate") @Nullable LocalDate start,
      @Query("endDate") @Nullable LocalDate end,
      @Query("platform") @Nullable Platform platform,
      @Query("accountId") @Nullable String accountId)
      throws IOException;

  /**
   * {@link #dailyAnalytics(LocalDate, LocalDate, Platform, String)} as a call to execute, enqueue
   * or cancel.
   */
  @GET("analytics/daily")
  Call<DailyAnalytics> dailyAnalyticsCall(
      @Query("startDate") @Nullable LocalDate start,
      @Query("endDate") @Nullable LocalDate end,
      @Query("platform") @Nullable Platform platform,
      @Query("accountId") @Nullable String accountId);

  /**
   * Tells how followers came and went. Permission {@code analytics:read}. Neither the answer nor
   * the names of the parameters are documented, so both are open.
   *
   * @param query a first and a last day, {@code daily}, {@code weekly} or {@code monthly}, and
   *     account ids separated by commas, under whatever names the service takes; may be empty
   * @throws IOException an {@link dev.videogen.core.errors.ApiException} of the kind that tells
   *     what to do
   */
  @GET("analytics/followers")
  JsonFields followers(@QueryMap Map<String, String> query) throws IOException;

  /** {@link #followers(Map)} without holding a thread between attempts. */
  @GET("analytics/followers")
  CompletableFuture<JsonFields> followersAsync(@QueryMap Map<String, String> query);

  /** {@link #followers(Map)} with status, headers and rate limit. */
  @GET("analytics/followers")
  ApiResponse<JsonFields> followersResponse(@QueryMap Map<String, String> query) throws IOException;

  /** {@link #followers(Map)} as a call to execute, enqueue or cancel. */
  @GET("analytics/followers")
  Call<JsonFields> followersCall(@QueryMap Map<String, String> query);

  /**
   * Asks the copilot and waits for the whole answer: it reads the product pages in the last
   * message, and runs a model. Permission {@code copilot:chat}. Uses one of the day's messages.
   *
   * @throws DailyLimitException if the day's messages are used up; it isn't waited for
   * @throws IOException an {@link dev.videogen.core.errors.ApiException} of the kind that tells
   *     what to do
   */
  @Billable
  @AttemptTimeout(minutes = 5)
  @POST("copilot/chat")
  ChatAnswer chat(@Body ChatRequest request) throws IOException;

  /** {@link #chat(ChatRequest)} without holding a thread between attempts. */
  @Billable
  @AttemptTimeout(minutes = 5)
  @POST("copilot/chat")
  CompletableFuture<ChatAnswer> chatAsync(@Body ChatRequest request);

  /** {@link #chat(ChatRequest)} with status, headers and rate limit. */
  @Billable
  @AttemptTimeout(minutes = 5)
  @POST("copilot/chat")
  ApiResponse<ChatAnswer> chatResponse(@Body ChatRequest request) throws IOException;

  /** {@link #chat(ChatRequest)} as a call to execute, enqueue or cancel. */
  @Billable
  @AttemptTimeout(minutes = 5)
  @POST("copilot/chat")
  Call<ChatAnswer> chatCall(@Body ChatRequest request);
}
