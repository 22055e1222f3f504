using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SplitLearning.Models.Training;

namespace SplitLearning.Node.Records;

/// <summary>The JSON of a run's files: names in snake_case, and each event with its name in <c>event</c>.</summary>
internal static class RunJson
{
    private static readonly JsonSerializerOptions Line = Options(indented: false);
    private static readonly JsonSerializerOptions Indented = Options(indented: true);

    public static string Pretty<T>(T value) => JsonSerializer.Serialize(value, Indented) + "\n";

    /// <summary>What <see cref="Pretty"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static T Parse<T>(string json) => JsonSerializer.Deserialize<T>(json, Indented)
        ?? throw new JsonException("expected an object, found null");

    /// <summary>One line without its end.</summary>
    public static string ToLine(RunEvent runEvent) => JsonSerializer.Serialize(runEvent, Line);

    /// <summary>A line of the run's own file.</summary>
    /// <param name="at">Seconds since the beginning of the run; written to the millisecond.</param>
    public static string ToLine(RunEvent runEvent, double at)
    {
        var line = JsonSerializer.SerializeToNode(runEvent, Line)!.AsObject();
        line["at"] = Math.Round(at, 3);
        return line.ToJsonString(Line);
    }

    /// <summary>When a line of the file was written, in seconds since the beginning; null if not told.</summary>
    public static double? At(string line) =>
        JsonNode.Parse(line)?["at"] is JsonValue value && value.TryGetValue(out double at) ? at : null;

    /// <summary>The event of a line; null when the line is not an event (a warning of the runtime, say).</summary>
    public static RunEvent? TryParse(string line)
    {
        try
        {
            return line.StartsWith('{') ? JsonSerializer.Deserialize<RunEvent>(line, Line) : null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        WriteIndented = indented,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // A run that diverges has losses that are not numbers; that is worth recording.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // files, not web pages
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameEvents, LeaveOutConfusion } },
    };

    private static void NameEvents(JsonTypeInfo type)
    {
        if (type.Type != typeof(RunEvent))
            return;

        type.PolymorphismOptions = new JsonPolymorphismOptions
        {
            TypeDiscriminatorPropertyName = "event",
            DerivedTypes =
            {
                new(typeof(ServerListening), "listening"),
                new(typeof(AgentReady), "agent"),
                new(typeof(AgentFinished), "agent_finished"),
                new(typeof(CentralStarted), "central"),
                new(typeof(FederatedStarted), "federated"),
                new(typeof(Notice), "notice"),
                new(typeof(RunStarted), "started"),
                new(typeof(BatchFinished), "batch"),
                new(typeof(TurnFinished), "turn"),
                new(typeof(EpochFinished), "epoch"),
                new(typeof(RoundFinished), "round"),
                new(typeof(SnapshotHandedOver), "snapshot"),
                new(typeof(AgentLost), "agent_lost"),
                new(typeof(AgentReturned), "agent_returned"),
                new(typeof(AgentLeftOut), "agent_left_out"),
                new(typeof(TurnRedone), "turn_redone"),
                new(typeof(CheckpointWritten), "checkpoint"),
                new(typeof(CheckpointFailed), "checkpoint_failed"),
                new(typeof(RunResumed), "recovery"),
                new(typeof(PlanChanged), "plan_changed"),
                new(typeof(StateAwaited), "state_awaited"),
                new(typeof(RunFinished), "finished"),
                new(typeof(RunFailed), "failed"),
                new(typeof(RunInterrupted), "interrupted"),
            },
        };
    }

    // It has its own files, and would make an epoch's line the longest of them.
    private static void LeaveOutConfusion(JsonTypeInfo type)
    {
        if (type.Type != typeof(EpochFinished))
            return;

        type.Properties.Single(p => p.PropertyType == typeof(int[,])).ShouldSerialize = (_, _) => false;
    }
}
