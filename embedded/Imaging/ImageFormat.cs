namespace Imaging;

/// <summary>How an image is stored; the numbers are those of the shim.</summary>
public enum ImageFormat
{
    /// <summary>Portable Network Graphics, ISO/IEC 15948.</summary>
    Png = 1,

    /// <summary>JPEG, ISO/IEC 10918: baseline or progressive.</summary>
    Jpeg = 2,
}
