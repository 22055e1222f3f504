namespace SplitLearning.Data.Datasets;

/// <summary>A dataset that comes in one form or another.</summary>
/// <param name="usual">The form that is asked for where there is neither.</param>
internal sealed class EitherForm(IDatasetForm usual, IDatasetForm other) : IDatasetForm
{
    public string Folder => usual.Folder;

    public IReadOnlyList<string> Names => usual.Names;

    public string Hint => usual.Hint;

    public IReadOnlyList<string> MissingIn(string folder) =>
        other.MissingIn(folder).Count == 0 ? [] : usual.MissingIn(folder);
}
