using System.Text;

namespace SplitLearning.Node.Records;

/// <summary>Writes small files so that a reader sees the old content or the new, never a part.</summary>
internal static class AtomicFile
{
    public static void WriteText(string path, string content)
    {
        var temporary = path + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(content));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
