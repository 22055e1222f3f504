using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Images;

namespace SplitLearning.Data.Tests.Datasets.Folders;

/// <summary>Kinds of image folders of 4 x 4 grey pixels.</summary>
internal static class TestKinds
{
    /// <summary>Labels by folder, patients as in the malaria set.</summary>
    public static ImageFolderKind Cells { get; } = new()
    {
        Name = "cells",
        Folder = "cells",
        Classes = ["healthy", "ill"],
        Side = 4,
        Normalization = Normalization.None(channels: 1),
        PatientOf = PatientNames.OfCell,
    };

    /// <summary>Labels by file name, patients as in the OCT set.</summary>
    public static ImageFolderKind Scans { get; } = Cells with
    {
        Classes = ["NORMAL", "CNV"],
        LabelInFileName = true,
        PatientOf = PatientNames.OfScan,
    };
}
