using SplitLearning.Data.Datasets.Folders;

namespace SplitLearning.Data.Tests.Datasets.Folders;

public sealed class PatientNamesTests
{
    [Theory]
    [InlineData("C101P62ThinF_IMG_20150918_151149_cell_73.png", "P62")]
    [InlineData("C37BP2thinF_IMG_20150620_132005a_cell_88.png", "P2")]
    [InlineData("C174P135NThinF_IMG_20151127_135342_cell_225.png", "P135")]
    [InlineData("C5NThinF_IMG_20150609_121955_cell_79.png", "C5")]
    [InlineData("C229ThinF_IMG_20151112_151542_cell_170.png", "C229")]
    [InlineData("cell_170.png", null)]
    public void Cell_Named_IsOfItsPatient(string file, string? patient) =>
        Assert.Equal(patient, PatientNames.OfCell(file));

    [Theory]
    [InlineData("CNV-1016042-1.jpeg", "1016042")]
    [InlineData("NORMAL-77-12.jpeg", "77")]
    [InlineData("CNV.jpeg", null)]
    [InlineData("CNV-left-1.jpeg", null)]
    public void Scan_Named_IsOfItsPatient(string file, string? patient) =>
        Assert.Equal(patient, PatientNames.OfScan(file));
}
