using System.Runtime.Serialization;
using System.Text.Json;
using Google.Protobuf;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models.Federated;
using Messages = SplitLearning.Actors.Protocols.FederationProtocol;

namespace SplitLearning.Actors.Wire;

internal static class FederationCodecs
{
    public static IEnumerable<Codec> All(ActorRefs refs) => [.. Hosting(refs), .. Jobs(refs), .. Saving];

    private static IEnumerable<Codec> Hosting(ActorRefs refs) =>
    [
        Codec.Of(
            "federation-assigned", FederationAssigned.Parser,
            (Messages.FederationAssigned m) => new FederationAssigned
            {
                RunId = m.RunId,
                Shards = (int)m.Shards,
                Plan = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(m.Plan)),
            },
            h => new(h.RunId, Plan(h.Plan.Span), Known((ShardMode)h.Shards, "A plan's shards are"))),
        Codec.Of(
            "clients-offered", ClientsOffered.Parser,
            (Messages.ClientsOffered m) => new ClientsOffered
            {
                RunId = m.RunId,
                Holder = ActorRefs.Path(m.Holder),
                TrainSamples = { m.Clients.Select(client => client.TrainSamples) },
                TestSamples = { m.Clients.Select(client => client.TestSamples) },
                Unseen = { m.Clients.Select(client => client.Unseen) },
            },
            h => new(h.RunId, Members(h), refs.Resolve(h.Holder))),
        Codec.Of(
            "federation-declined", FederationDeclined.Parser,
            (Messages.FederationDeclined m) => new FederationDeclined { RunId = m.RunId, Reason = m.Reason },
            h => new(h.RunId, h.Reason)),
        Codec.Of(
            "host-clients", HostClients.Parser,
            (Messages.HostClients m) => new HostClients
            {
                Course = m.Course,
                Round = m.Round,
                Client = { m.Clients.Select(hosted => hosted.Client) },
                Offered = { m.Clients.Select(hosted => hosted.Offered) },
            },
            h => new(h.Course, h.Round, Hosted(h))),
        Codec.Of(
            "clients-hosted", ClientsHosted.Parser,
            (Messages.ClientsHosted m) => new ClientsHosted { Course = m.Course },
            h => new(h.Course)),
        Codec.Of(
            "hosting-failed", HostingFailed.Parser,
            (Messages.HostingFailed m) => new HostingFailed
            {
                Course = m.Course,
                Kind = (int)m.Kind,
                Reason = m.Reason,
            },
            h => new(h.Course, Kind(h.Kind), h.Reason)),
    ];

    private static IEnumerable<Codec> Jobs(ActorRefs refs) =>
    [
        Codec.Of(
            "run-job", RunJob.Parser,
            (Messages.RunJob m) => new RunJob
            {
                Course = m.Job.Course,
                Number = m.Job.Number,
                Kind = (int)m.Kind,
                Round = m.Order.Round,
                Sums = m.Order.Sums,
                Pull = m.Order.Pull,
                Client = { m.Order.Clients.Select(client => client.Client) },
                Weight = { m.Order.Clients.Select(client => client.Weight) },
                Group = { m.Order.Clients.Select(client => client.Group) },
                ModelsHash = m.Models.Hash.Hex,
                ModelsHolder = ActorRefs.Path(m.Models.Holder),
                ModelsHolderName = m.Models.HolderName,
            },
            h => new(
                new JobId(h.Course, h.Number), Known((JobKind)h.Kind, "A job's kind is"), Order(h),
                new(new StateHash(h.ModelsHash), refs.Resolve(h.ModelsHolder), h.ModelsHolderName))),
        Codec.Of(
            "job-pending", JobPending.Parser,
            (Messages.JobPending m) => new JobPending
            {
                Course = m.Job.Course,
                Number = m.Job.Number,
                Progress = m.Progress,
            },
            h => new(new JobId(h.Course, h.Number), h.Progress)),
        Codec.Of(
            "job-done", JobDone.Parser,
            (Messages.JobDone m) => new JobDone
            {
                Course = m.Job.Course,
                Number = m.Job.Number,
                ResultHash = m.Result.Hex,
                FetchedBytes = m.FetchedBytes,
            },
            h => new(new JobId(h.Course, h.Number), new StateHash(h.ResultHash), h.FetchedBytes)),
        Codec.Of(
            "job-failed", JobFailed.Parser,
            (Messages.JobFailed m) => new JobFailed
            {
                Course = m.Job.Course,
                Number = m.Job.Number,
                Kind = (int)m.Kind,
                Reason = m.Reason,
            },
            h => new(new JobId(h.Course, h.Number), Kind(h.Kind), h.Reason)),
    ];

    private static IEnumerable<Codec> Saving { get; } =
    [
        Codec.Of(
            "save-clients", SaveClients.Parser,
            (Messages.SaveClients m) => new SaveClients { Course = m.Course, Round = m.Round },
            h => new(h.Course, h.Round)),
        Codec.Of(
            "clients-saved", ClientsSaved.Parser,
            (Messages.ClientsSaved m) => new ClientsSaved
            {
                Course = m.Course,
                Round = m.Round,
                Files = { m.Files },
                Bytes = m.Bytes,
            },
            h => new(h.Course, h.Round, [.. h.Files], h.Bytes)),
        Codec.Of(
            "saving-failed", SavingFailed.Parser,
            (Messages.SavingFailed m) => new SavingFailed
            {
                Course = m.Course,
                Round = m.Round,
                Reason = m.Reason,
            },
            h => new(h.Course, h.Round, h.Reason)),
    ];

    private static FederationPlan Plan(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<FederationPlan>(json) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new SerializationException($"A federated plan is damaged: {e.Message}", e);
        }
    }

    private static FederatedMember[] Members(ClientsOffered header)
    {
        var (train, test, unseen) = (header.TrainSamples, header.TestSamples, header.Unseen);
        EnsureAlike("Clients that are offered", train.Count, test.Count, unseen.Count);
        return [.. Enumerable.Range(0, train.Count).Select(k => new FederatedMember(k, train[k], test[k], unseen[k]))];
    }

    private static Messages.HostedClient[] Hosted(HostClients header)
    {
        EnsureAlike("Clients to host", header.Client.Count, header.Offered.Count);
        return [.. header.Client.Zip(header.Offered, (client, offered) => new Messages.HostedClient(client, offered))];
    }

    private static RoundOrder Order(RunJob header)
    {
        EnsureAlike("A job's clients", header.Client.Count, header.Weight.Count, header.Group.Count);
        ClientOrder[] clients = [.. Enumerable.Range(0, header.Client.Count).Select(
            k => new ClientOrder(header.Client[k], header.Weight[k], header.Group[k]))];
        return new RoundOrder(header.Round, Models: [], clients) { Sums = header.Sums, Pull = header.Pull };
    }

    private static void EnsureAlike(string what, params ReadOnlySpan<int> counts)
    {
        foreach (var count in counts)
        {
            if (count != counts[0])
            {
                throw new SerializationException(
                    $"{what} have lists of {counts[0]} and {count} values; as many of each are expected.");
            }
        }
    }

    private static FailureKind Kind(int number) => Known((FailureKind)number, "A failure's kind is");

    private static T Known<T>(T value, string what)
        where T : struct, Enum => Enum.IsDefined(value)
        ? value
        : throw new SerializationException(
            $"{what} {value:D}; one of {string.Join(", ", Enum.GetValues<T>().Select(known => $"{known:D}"))} is "
            + "expected.");
}
