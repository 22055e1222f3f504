using System.Runtime.Serialization;
using System.Text;
using SplitLearning.Actors.Checkpoints;
using SplitLearning.Models.State;

namespace SplitLearning.Actors.Tests.Checkpoints;

public sealed class CheckpointEventSerializerTests : ActorTest
{
    private static readonly CheckpointPlace Place = new(5, 2);
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly ICheckpointEvent[] Events =
    [
        new PartCommitted(Place, new CheckpointPart("client.safetensors", 1L << 33, "c0ffee"), At),
        new CheckpointCommitted(Place, At),
        new CheckpointDropped(Place),
    ];

    [Fact]
    public void Event_WrittenAndRead_IsTheSame() => Assert.All(Events, stored =>
    {
        var serializer = Serializer(stored);

        Assert.Equal(stored, serializer.FromBinary(serializer.ToBinary(stored), serializer.Manifest(stored)));
    });

    [Fact]
    public void Event_Written_HasTheseBytes() => Assert.Equal(
        [
            """
            part-committed-1 {"Place":{"Epochs":5,"Turns":2},"Part":{"File":"client.safetensors","Bytes":8589934592,"Sha256":"c0ffee"},"At":"2026-01-02T03:04:05+00:00"}
            """,
            """checkpoint-committed-1 {"Place":{"Epochs":5,"Turns":2},"At":"2026-01-02T03:04:05+00:00"}""",
            """checkpoint-dropped-1 {"Place":{"Epochs":5,"Turns":2}}""",
        ],
        Events.Select(stored =>
            $"{Serializer(stored).Manifest(stored)} {Encoding.UTF8.GetString(Serializer(stored).ToBinary(stored))}"));

    [Theory]
    [InlineData("part-committed-2", "{}")]
    [InlineData("part-committed-1", "{")]
    [InlineData("part-committed-1", "null")]
    public void Event_OfANewerReleaseOrDamaged_IsRefused(string manifest, string json) =>
        Assert.Throws<SerializationException>(
            () => Serializer(Events[0]).FromBinary(Encoding.UTF8.GetBytes(json), manifest));

    private CheckpointEventSerializer Serializer(ICheckpointEvent stored) =>
        Assert.IsType<CheckpointEventSerializer>(Sys.Serialization.FindSerializerFor(stored));
}
