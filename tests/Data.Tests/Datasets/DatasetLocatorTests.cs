using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Tests.Datasets;

public sealed class DatasetLocatorTests : IDisposable
{
    private static readonly DatasetFiles Files = new("digits", ["images", "labels"]);

    private readonly TemporaryFolder _root = new();
    private readonly string _here;

    public DatasetLocatorTests()
    {
        _here = _root["here"];
        Directory.CreateDirectory(_here);
    }

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("given")]
    [InlineData("given/digits")]
    public void NamedFolder_HoldingTheFilesThereOrBelow_IsFound(string home)
    {
        Put(home);

        Assert.Equal(_root[home], Locator().Find(_root["given"], Files));
    }

    [Fact]
    public void NamedFolder_Relative_IsBelowTheCurrentDirectory()
    {
        Put("here/given");

        Assert.Equal(_root["here/given"], Locator().Find("given", Files));
    }

    [Fact]
    public void NamedFolder_Missing_IsAnErrorEvenIfAUsualPlaceHasIt()
    {
        Put("here/data");

        var error = Assert.Throws<DatasetException>(() => Locator().Find("none", Files));

        Assert.Equal("Data folder 'none' does not exist", error.Message);
    }

    [Fact]
    public void NamedFolder_LackingAFile_ErrorNamesTheFile()
    {
        _root.Write("given/digits/images.gz", 1);

        var error = Assert.Throws<DatasetException>(() => Locator().Find(_root["given"], Files));

        Assert.Equal(
            $"Data folder '{_root["given"]}' lacks labels (each plain or .gz, there or in its sub-folder digits)",
            error.Message);
    }

    [Fact]
    public void Environment_NamingAFolder_ComesBeforeTheUsualPlaces()
    {
        Put("environment");
        Put("here/data");

        Assert.Equal(_root["environment"], Locator(_root["environment"]).Find(null, Files));
    }

    [Fact]
    public void Environment_NamingAnEmptyFolder_IsAnErrorThatNamesTheVariable()
    {
        Directory.CreateDirectory(_root["environment"]);

        var error = Assert.Throws<DatasetException>(() => Locator(_root["environment"]).Find(null, Files));

        Assert.Contains("(from SPLITLEARNING_DATA) lacks images, labels", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shared/data/digits")]
    [InlineData("shared/data")]
    [InlineData("here/data/digits")]
    [InlineData("here/data")]
    public void UsualPlaces_HoldingTheFiles_AreFound(string home)
    {
        Put(home);

        Assert.Equal(_root[home], Locator().Find(null, Files));
    }

    [Fact]
    public void UsualPlaces_BothHoldingTheFiles_SharedOneComesFirst()
    {
        Put("shared/data");
        Put("here/data");

        Assert.Equal(_root["shared/data"], Locator().Find(null, Files));
    }

    [Fact]
    public void UsualPlaces_HoldingNothing_GiveNull()
    {
        Directory.CreateDirectory(_root["here/data/other"]);

        Assert.Null(Locator().Find(null, Files));
    }

    [Fact]
    public void UsualPlace_HoldingHalf_IsAnErrorNotSilence()
    {
        _root.Write("here/data/digits/images", 1);

        var error = Assert.Throws<DatasetException>(() => Locator().Find(null, Files));

        Assert.Equal($"Data folder '{_root["here/data/digits"]}' lacks labels (each plain or .gz)", error.Message);
    }

    private DatasetLocator Locator(string? environment = null) => new(_here, environment);

    private void Put(string home)
    {
        _root.Write(home + "/images.gz", 1);
        _root.Write(home + "/labels", 1);
    }
}
