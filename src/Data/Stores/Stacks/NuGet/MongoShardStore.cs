using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.GridFS;
using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Stores;

/// <summary>A dataset in a database of a MongoDB server.</summary>
/// <remarks>
/// Samples up to <see cref="LargestDocument"/> are documents of the collection; larger ones are files of a GridFS
/// bucket of the same name, with a document that names the file. A database that the split-training report's program
/// has filled has its images in the bucket alone, with id, label and name beside the bytes; these are read too.
/// </remarks>
internal sealed class MongoShardStore : IShardStore
{
    // A document may have 16 MiB; from here on GridFS's chunks are the better form.
    private const int LargestDocument = 64 << 10;

    private const string File = "file";
    private const string ManifestId = "manifest";

    private readonly IMongoClient _client;
    private readonly IMongoDatabase _database;
    private bool _isIndexed;

    public MongoShardStore(IMongoClient client, string database, string description)
    {
        _client = client;
        _database = client.GetDatabase(database);
        Description = description;
    }

    public string Description { get; }

    public Task<StoreManifest?> ReadManifestAsync(CancellationToken cancellation) => ExplainedAsync(async () =>
    {
        var document = await Manifests.Find(ById(ManifestId)).FirstOrDefaultAsync(cancellation);
        return document is null ? null : StoreManifest.Parse(document["document"].AsString, Description);
    });

    public Task WriteManifestAsync(StoreManifest manifest, CancellationToken cancellation) => ExplainedAsync(() =>
        Manifests.WithWriteConcern(WriteConcern.WMajority).ReplaceOneAsync(
            ById(ManifestId), new BsonDocument { ["_id"] = ManifestId, ["document"] = manifest.ToJson() },
            new ReplaceOptions { IsUpsert = true }, cancellation));

    public Task<int> CountAsync(Phase phase, CancellationToken cancellation) => ExplainedAsync(async () =>
        (int)await CollectionOf(await SourceAsync(phase, cancellation))
            .CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty, cancellationToken: cancellation));

    public Task InsertAsync(Phase phase, IReadOnlyList<StoredSample> samples, CancellationToken cancellation) =>
        ExplainedAsync(async () =>
        {
            await EnsureIndexedAsync(cancellation);
            var documents = new List<BsonDocument>(samples.Count);
            foreach (var sample in samples)
                documents.Add(await DocumentAsync(phase, sample, cancellation));
            try
            {
                // Not in order: one that is there already must not hold up those behind it.
                await Documents(phase).InsertManyAsync(
                    documents, new InsertManyOptions { IsOrdered = false }, cancellation);
            }
            catch (MongoBulkWriteException<BsonDocument> e) when (
                e.WriteErrors.All(error => error.Category == ServerErrorCategory.DuplicateKey))
            {
                // Left as they are; the files that were uploaded for them belong to nobody.
                await DeleteFilesAsync(phase, e.WriteErrors.Select(error => documents[error.Index]), cancellation);
            }
        });

    public async IAsyncEnumerable<SampleEntry> ReadEntriesAsync(
        Phase phase, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var withoutData = Builders<BsonDocument>.Projection.Exclude(Collections.Data);
        await foreach (var document in DocumentsAsync(phase, SampleQuery.All, withoutData, cancellation))
            yield return new SampleEntry(MongoSample.IdOf(document), MongoSample.LabelOf(document),
                MongoSample.NameOf(document), MongoSample.BytesOf(document), MongoSample.HashOf(document));
    }

    public async IAsyncEnumerable<StoredSample> FindAsync(
        Phase phase, SampleQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var document in DocumentsAsync(phase, query, projection: null, cancellation))
            yield return await ExplainedAsync(() => SampleAsync(phase, document, cancellation));
    }

    public Task<IReadOnlyList<StoredSample>> ReadBatchAsync(
        Phase phase, ReadOnlyMemory<int> ids, CancellationToken cancellation) => ExplainedAsync(async () =>
    {
        var source = await SourceAsync(phase, cancellation);
        var wanted = Builders<BsonDocument>.Filter.In(source.Prefix + Collections.Id, ids.ToArray());
        var found = await CollectionOf(source).Find(wanted).ToListAsync(cancellation);
        var samples = await Task.WhenAll(found.Select(document =>
            SampleAsync(phase, MongoSample.Flat(document, source.IsBucket), cancellation)));
        var byId = samples.ToDictionary(sample => sample.Id);
        return (IReadOnlyList<StoredSample>)[.. ids.ToArray().Select(id => byId.TryGetValue(id, out var sample)
            ? sample
            : throw new StoreException(StoreProblem.Damaged,
                $"{Description}: sample {id} of {Collections.Of(phase)} is not there"))];
    });

    public Task DeleteAsync(Phase phase, ReadOnlyMemory<int> ids, CancellationToken cancellation) =>
        RemoveAsync(phase, Builders<BsonDocument>.Filter.In(Collections.Id, ids.ToArray()), cancellation);

    public Task DeleteAllAsync(Phase phase, CancellationToken cancellation) =>
        RemoveAsync(phase, FilterDefinition<BsonDocument>.Empty, cancellation);

    public Task DropAsync(CancellationToken cancellation) => ExplainedAsync(() =>
        _client.DropDatabaseAsync(_database.DatabaseNamespace.DatabaseName, cancellation));

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private IMongoCollection<BsonDocument> Manifests => _database.GetCollection<BsonDocument>(Collections.Manifest);

    private static FilterDefinition<BsonDocument> ById(string id) => Builders<BsonDocument>.Filter.Eq("_id", id);

    private IMongoCollection<BsonDocument> Documents(Phase phase) =>
        _database.GetCollection<BsonDocument>(Collections.Of(phase));

    private GridFSBucket Bucket(Phase phase) =>
        new(_database, new GridFSBucketOptions { BucketName = Collections.Of(phase) });

    private IMongoCollection<BsonDocument> CollectionOf(Source source) =>
        _database.GetCollection<BsonDocument>(source.Collection);

    // The report's program keeps plain documents or files, never both.
    private async Task<Source> SourceAsync(Phase phase, CancellationToken cancellation)
    {
        var plain = new Source(Collections.Of(phase), Prefix: "", IsBucket: false);
        var empty = FilterDefinition<BsonDocument>.Empty;
        if (await CollectionOf(plain).Find(empty).AnyAsync(cancellation))
            return plain;
        var bucket = new Source($"{Collections.Of(phase)}.files", Prefix: "", IsBucket: true);
        var first = await CollectionOf(bucket).Find(empty).FirstOrDefaultAsync(cancellation);
        return first is null ? plain
            : first.Contains(Collections.Id) ? bucket
            : bucket with { Prefix = "metadata." };
    }

    private async IAsyncEnumerable<BsonDocument> DocumentsAsync(
        Phase phase, SampleQuery query, ProjectionDefinition<BsonDocument>? projection,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var source = await ExplainedAsync(() => SourceAsync(phase, cancellation));
        var options = new FindOptions<BsonDocument>
        {
            Projection = projection,
            Sort = Builders<BsonDocument>.Sort.Ascending(source.Prefix + Collections.Id),
        };
        using var cursor = await ExplainedAsync(() =>
            CollectionOf(source).FindAsync(Filter(query, source.Prefix), options, cancellation));
        while (await ExplainedAsync(() => cursor.MoveNextAsync(cancellation)))
            foreach (var document in cursor.Current)
                yield return MongoSample.Flat(document, source.IsBucket);
    }

    private static FilterDefinition<BsonDocument> Filter(SampleQuery query, string prefix)
    {
        var filter = Builders<BsonDocument>.Filter;
        var conditions = new List<FilterDefinition<BsonDocument>>();
        if (query.FirstId is { } first)
            conditions.Add(filter.Gte(prefix + Collections.Id, first));
        if (query.LastId is { } last)
            conditions.Add(filter.Lte(prefix + Collections.Id, last));
        if (query.Label is { } label)
            conditions.Add(filter.Eq(prefix + Collections.Label, (int)label));
        if (query.FileName is { } name)
            conditions.Add(filter.Eq(prefix + Collections.FileName, name));
        return conditions.Count == 0 ? filter.Empty : filter.And(conditions);
    }

    private async Task<StoredSample> SampleAsync(Phase phase, BsonDocument document, CancellationToken cancellation)
    {
        var data = document.TryGetValue(File, out var file)
            ? await Bucket(phase).DownloadAsBytesAsync(file.AsObjectId, cancellationToken: cancellation)
            : MongoSample.DataOf(document);
        return new StoredSample(MongoSample.IdOf(document), MongoSample.LabelOf(document),
            MongoSample.NameOf(document), data, MongoSample.HashOf(document));
    }

    private async Task<BsonDocument> DocumentAsync(
        Phase phase, StoredSample sample, CancellationToken cancellation)
    {
        var document = new BsonDocument
        {
            [Collections.Id] = sample.Id,
            [Collections.Label] = (int)sample.Label,
            [Collections.FileName] = sample.FileName,
            [Collections.ContentHash] = new BsonBinaryData(sample.ContentHash.ToArray()),
            [MongoSample.Length] = sample.Data.Length,
        };
        if (sample.Data.Length <= LargestDocument)
            document[Collections.Data] = new BsonBinaryData(sample.Data);
        else
            document[File] = await Bucket(phase).UploadFromBytesAsync(
                sample.FileName, sample.Data, cancellationToken: cancellation);
        return document;
    }

    private Task RemoveAsync(
        Phase phase, FilterDefinition<BsonDocument> filter, CancellationToken cancellation) =>
        ExplainedAsync(async () =>
    {
        var withFile = Builders<BsonDocument>.Filter.And(filter, Builders<BsonDocument>.Filter.Exists(File));
        var files = await Documents(phase).Find(withFile).ToListAsync(cancellation);
        // The documents first: a file that nobody names does no harm, a name without its file does.
        await Documents(phase).DeleteManyAsync(filter, cancellation);
        await DeleteFilesAsync(phase, files, cancellation);
    });

    private async Task DeleteFilesAsync(
        Phase phase, IEnumerable<BsonDocument> documents, CancellationToken cancellation)
    {
        foreach (var document in documents)
            if (document.TryGetValue(File, out var file))
                await Bucket(phase).DeleteAsync(file.AsObjectId, cancellation);
    }

    // Making an index that is there already does nothing, so no lock is needed.
    private async Task EnsureIndexedAsync(CancellationToken cancellation)
    {
        if (_isIndexed)
            return;
        var index = new CreateIndexModel<BsonDocument>(
            Builders<BsonDocument>.IndexKeys.Ascending(Collections.Id), new CreateIndexOptions { Unique = true });
        foreach (var phase in Collections.Phases)
            await Documents(phase).Indexes.CreateOneAsync(index, cancellationToken: cancellation);
        _isIndexed = true;
    }

    private Task ExplainedAsync(Func<Task> work) => ExplainedAsync(async () =>
    {
        await work();
        return true;
    });

    private async Task<T> ExplainedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (MongoAuthenticationException e)
        {
            throw new StoreException(StoreProblem.Unusable, $"{Description} does not let this user in; set "
                + $"{MongoStores.UserVariable} and {MongoStores.PasswordVariable}", e);
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            throw new StoreException(StoreProblem.Unusable, $"{Description} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Where the samples of a phase stand.</summary>
    /// <param name="Prefix">What stands before the names of their fields.</param>
    private sealed record Source(string Collection, string Prefix, bool IsBucket);
}
