using SplitLearning.Models.Federated;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Tests.Federated;

public sealed class ClientMemoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("client-memory-").FullName;

    public static TheoryData<FederatedMethodKind> Methods => [.. Enum.GetValues<FederatedMethodKind>()];

    private ScratchSpace Scratch => new(_folder, FromBytes: 0);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Methods))]
    public void Momentum_OnDisk_GivesTheBitsOfThatInMemory(FederatedMethodKind method)
    {
        var plan = Federation.Plan(method);

        var hash = FederatedSimulation.Run(
            plan, Federation.Data, Federation.Clients, new Federation.Recorder(), workers: 2, CancellationToken.None,
            scratch: Scratch);

        Assert.Equal(Federation.Run(plan).Hash, hash);
    }

    [Fact]
    public void State_SavedFromDisk_IsThatSavedFromMemory()
    {
        var plan = Federation.Plan(FederatedMethodKind.FedEm);
        using var inMemory = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
        using var onDisk = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1, Scratch);
        Federation.Round(Federation.Server(plan), inMemory);
        Federation.Round(Federation.Server(plan), onDisk);

        Assert.All(inMemory.Clients, client => Assert.Equal(
            client.Value.Save(inMemory.Layout), onDisk.Clients[client.Key].Save(onDisk.Layout)));
    }

    [Fact]
    public void State_WithMoreMomentumThanTheClientHas_IsRefused()
    {
        using var two = new FederatedNode(
            Federation.Plan(FederatedMethodKind.FedEm), Federation.Data, Federation.Clients, workers: 1);
        Federation.Round(Federation.Server(Federation.Plan(FederatedMethodKind.FedEm)), two);
        using var without = new FederatedNode(
            Federation.Plan(FederatedMethodKind.FedEm) with { Momentum = 0 }, Federation.Data, Federation.Clients,
            workers: 1);

        var error = Assert.Throws<StateException>(
            () => without.Clients[0].Load(two.Clients[0].Save(two.Layout), two.Layout));

        Assert.Equal("State has momentum.0 of 84 bytes; this client keeps 0 of 84 bytes", error.Message);
    }

    [Fact]
    public void File_OfTheMomentum_HasNoNameAndGoesWithTheProcess()
    {
        using var memory = ClientMemory.Create(blocks: 2, blockBytes: 8, Scratch);

        memory.Write(1, 0, [1, 2, 3]);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        Assert.Equal([1, 2, 3, 0, 0, 0, 0, 0], Block(memory, 1));
        Assert.Equal(new byte[8], Block(memory, 0));
    }

    [Fact]
    public void Limit_NotPassed_KeepsAllInMemory()
    {
        var nowhere = new ScratchSpace("/no/such/folder", FromBytes: 16);

        using var memory = ClientMemory.Create(blocks: 2, blockBytes: 8, nowhere);
        memory.Write(0, 4, [1, 2, 3, 4]);

        Assert.Equal([0, 0, 0, 0, 1, 2, 3, 4], Block(memory, 0));
    }

    [Fact]
    public void Folder_ThatCannotBe_IsNamed()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        var error = Assert.Throws<StateException>(
            () => ClientMemory.Create(blocks: 1, blockBytes: 8, new ScratchSpace(file, FromBytes: 0)));

        Assert.StartsWith($"Cannot make {Path.Combine(file, "clients.scratch")}, where the clients' momentum is kept: ",
            error.Message);
    }

    private static byte[] Block(ClientMemory memory, int block)
    {
        var bytes = new byte[8];
        memory.Read(block, 0, bytes);
        return bytes;
    }
}
