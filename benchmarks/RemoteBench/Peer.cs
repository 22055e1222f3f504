using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;

namespace RemoteBench;

/// <summary>This process's actor system, and the other process that it talks to over loopback.</summary>
internal sealed class Peer : IAsyncDisposable
{
    public static readonly Config Config = ConfigurationFactory.ParseString("""
        akka {
          actor.provider = remote
          loglevel = WARNING
          remote {
            large-message-destinations = ["/user/bulk", "/user/driver/bulk"]
            dot-netty.tcp { hostname = 127.0.0.1, port = 0, maximum-frame-size = 16 MiB }
          }
        }
        """);

    private readonly Process process;
    private readonly string address;

    private Peer(Process process, string address) => (this.process, this.address) = (process, address);

    public ActorSystem System { get; } = ActorSystem.Create("driver", Config);

    public static Peer Start()
    {
        var process = StartProcess("serve");
        return new Peer(process, process.StandardOutput.ReadLine()!);
    }

    /// <summary>This program once more, with other arguments.</summary>
    public static Process StartProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(Peer).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public static async Task ServeAsync()
    {
        var system = ActorSystem.Create("peer", Config);
        system.ActorOf(Props.Create(() => new Echo()), "echo");
        system.ActorOf(Props.Create(() => new ShortReply()), "bulk");
        Console.WriteLine(((ExtendedActorSystem)system).Provider.DefaultAddress);
        await Console.In.ReadToEndAsync();
        await system.Terminate();
    }

    public Task<IActorRef> FindAsync(string name) =>
        System.ActorSelection($"{address}/user/{name}").ResolveOne(TimeSpan.FromSeconds(10));

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        await System.Terminate();
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }

    private sealed class ShortReply : UntypedActor
    {
        private static readonly byte[] Reply = new byte[16];

        protected override void OnReceive(object message) => Sender.Tell(Reply, Self);
    }
}
