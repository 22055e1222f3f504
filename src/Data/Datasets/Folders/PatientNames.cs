using System.Text.RegularExpressions;

namespace SplitLearning.Data.Datasets.Folders;

/// <summary>Patients in the names of image files.</summary>
internal static partial class PatientNames
{
    /// <summary>
    /// <c>C101P62ThinF_IMG_20150918_151149_cell_73.png</c> is of patient P62, <c>C5NThinF_...</c> of C5: the smear's
    /// number stands for the patient where no other is given.
    /// </summary>
    public static string? OfCell(string file)
    {
        var match = Cell().Match(file);
        if (!match.Success)
            return null;
        return match.Groups["patient"] is { Success: true } patient ? patient.Value : match.Groups["smear"].Value;
    }

    /// <summary><c>CNV-1016042-1.jpeg</c> is of patient 1016042.</summary>
    public static string? OfScan(string file)
    {
        var match = Scan().Match(file);
        return match.Success ? match.Groups["patient"].Value : null;
    }

    [GeneratedRegex(@"^(?<smear>C\d+)[A-OQ-Z]?(?<patient>P\d+)?")]
    private static partial Regex Cell();

    [GeneratedRegex(@"^[A-Z]+-(?<patient>\d+)-\d+\.")]
    private static partial Regex Scan();
}
