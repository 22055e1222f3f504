using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Partitioning.Federated;

/// <summary>Deals samples to whom they are given: by a file, or by the data themselves.</summary>
internal static class GivenDealer
{
    private const int Nobody = -1;

    /// <param name="file">Path of a <see cref="PartitionFile"/>; it need not deal all samples.</param>
    /// <exception cref="DatasetException">The file cannot be used, or is not one of these data.</exception>
    public static IReadOnlyList<ClientSamples> ByFile(IDataset data, string file)
    {
        var samples = ByPosition(data, file);
        var owners = new int[samples.Length];
        Array.Fill(owners, Nobody);
        return [.. PartitionFile.Read(file).Select((client, number) => new ClientSamples(
            number, Taken(number, "train", client.Train), Taken(number, "test", client.Test)))];

        int[] Taken(int client, string part, int[] positions)
        {
            foreach (var position in positions)
            {
                if (position >= samples.Length || samples[position] == Nobody)
                    throw Error($"is of no sample in use: {data.Description} has {samples.Length}, from 0", position);
                if (owners[position] != Nobody)
                    throw Error($"is given to client {owners[position]} already", position);
                owners[position] = client;
            }

            return [.. positions.Select(position => samples[position]).Order()];

            DatasetException Error(string what, int position) =>
                new($"{file}, client {client}, {part}: index {position} {what}");
        }
    }

    /// <exception cref="DatasetException">The data name no clients, or one of them has nothing.</exception>
    public static IReadOnlyList<ClientSamples> ByData(IDataset data)
    {
        if (data.Clients(Phase.Train) is not { } train || data.Clients(Phase.Test) is not { } test)
            throw new DatasetException(
                $"{data.Description}: these data do not say whose each sample is; name a file that does, "
                + "or choose the partition groups or pathological");
        var ofTrain = Enumerable.Range(0, train.Count).ToLookup(index => train[index]);
        var ofTest = Enumerable.Range(0, test.Count).ToLookup(index => test[index], index => train.Count + index);
        return [.. Enumerable.Range(0, train.Concat(test).DefaultIfEmpty(Nobody).Max() + 1).Select(client =>
            new ClientSamples(client, Some(client, ofTrain, "train"), Some(client, ofTest, "test")))];

        int[] Some(int client, ILookup<int, int> samples, string part) => samples[client].ToArray() is [_, ..] some
            ? some
            : throw new DatasetException($"{data.Description}: client {client} has no samples to {part} with; "
                + "all clients must have some: use all of the data");
    }

    /// <summary>The pooled index of the sample at each position on disk.</summary>
    private static int[] ByPosition(IDataset data, string file)
    {
        if (data.Positions(Phase.Train) is not { } train || data.Positions(Phase.Test) is not { } test)
            throw new DatasetException(
                $"{data.Description}: these data do not say where on disk each sample is, or damaged ones were left "
                + $"out, so {file} cannot be followed; read all of them from their own files");
        int[] positions = [.. train, .. test]; // by pooled index
        var samples = new int[positions.DefaultIfEmpty(Nobody).Max() + 1];
        Array.Fill(samples, Nobody);
        foreach (var (index, position) in positions.Index())
            samples[position] = index;
        return samples;
    }
}
