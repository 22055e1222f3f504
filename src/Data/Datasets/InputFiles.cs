using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Datasets.Tables;

namespace SplitLearning.Data.Datasets;

/// <summary>Files that are no part of a dataset, read as its own are.</summary>
internal static class InputFiles
{
    /// <returns>float32 [1, channels, side, side].</returns>
    /// <exception cref="DatasetException">It cannot be read, or is no image.</exception>
    public static TensorData Image(string path, ImageFolderKind kind)
    {
        try
        {
            var sample = new ImageSample(path, Label: 0, Bytes: 0, Patient: null);
            var planes = new ImagePixels(home: "", kind).Read(sample);
            var values = new float[planes.Length];
            kind.Normalization.Apply(planes, values);
            return Of(values, [1, kind.Normalization.Channels, kind.Side, kind.Side]);
        }
        catch (InvalidDataException cause)
        {
            throw new DatasetException($"{path} {cause.Message}", cause);
        }
    }

    /// <summary>Rows of numbers, behind which the class may stand; it is passed over.</summary>
    /// <returns>float32 [rows, columns].</returns>
    /// <exception cref="DatasetException">It cannot be read, has no rows, or one that cannot be used.</exception>
    public static TensorData Rows(string path, int columns, int classes)
    {
        var (rows, _) = CsvTable.Read(path, columns, classes, BadSamplePolicy.Stop, classOptional: true);
        return rows.Count > 0
            ? Of(rows.Values, [rows.Count, columns])
            : throw new DatasetException($"{path}: expected rows of {columns} numbers, found none");
    }

    private static TensorData Of(float[] values, long[] shape) =>
        new(shape, TensorDtype.Float32, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
}
