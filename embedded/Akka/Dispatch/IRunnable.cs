namespace Akka.Dispatch;

/// <summary>Something a dispatcher runs.</summary>
public interface IRunnable : IThreadPoolWorkItem
{
    void Run();
}
