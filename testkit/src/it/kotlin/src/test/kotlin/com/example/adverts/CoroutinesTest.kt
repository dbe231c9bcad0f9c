package com.example.adverts

import dev.videogen.core.testing.RecordedTime
import dev.videogen.nouvel.GenerateRequest
import dev.videogen.nouvel.JobStage
import dev.videogen.nouvel.JobStatus
import dev.videogen.nouvel.NouvelClient
import dev.videogen.testkit.Event
import dev.videogen.testkit.Fault
import dev.videogen.testkit.NouvelServer
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class CoroutinesTest {
    private val request = GenerateRequest.of("https://example.com/products/protein-powder")

    private fun client(fake: NouvelServer): NouvelClient =
        NouvelClient.builder().apiKey(fake.key()).baseUrl(fake.url()).time(RecordedTime()).build()

    @Test
    fun aCoroutineAwaitsAJob() {
        NouvelServer.start().use { fake ->
            client(fake).use { nouvel ->
                val stages = mutableListOf<JobStage?>()
                val job = runBlocking {
                    nouvel.generateAndAwait(request)
                        .onProgress { stages += it.stage() }
                        .executeAsync()
                        .await()
                }
                assertEquals(JobStatus.COMPLETED, job.status())
                assertEquals(1, job.completed().size)
                assertTrue(stages.isNotEmpty())
            }
        }
    }

    @Test
    fun cancellingTheCoroutineCancelsTheCall() {
        NouvelServer.start().use { fake ->
            client(fake).use { nouvel ->
                fake.onGenerate().respond(Fault.STALL_BEFORE_HEADERS)
                runBlocking {
                    val charged = CompletableDeferred<Unit>()
                    fake.on(Event.CHARGED).run { charged.complete(Unit) }
                    val call = nouvel.api().generate(request).executeAsync()
                    val waiting = launch(start = CoroutineStart.UNDISPATCHED) { call.await() }
                    charged.await()

                    waiting.cancelAndJoin()

                    assertTrue(call.isCancelled)
                }
                assertEquals(1, fake.charges())
            }
        }
    }
}
