#:project ../../server/RoleAssist.Aws/RoleAssist.Aws.csproj
#:property PublishAot=false
#:property ConcurrentGarbageCollection=false

// Measures how long RoleAssist takes to read a config file, compared with botocore, in one run on one machine:
//
//     dotnet run -c Release tests/benchmarks/parse-profiles.cs
//
// Both read the same files from disk into profiles by name, in one warm process each. It measures the CPU time of
// all threads, so that other processes do not matter, and reports the best of several rounds.
// Set PYTHON to a python3 with botocore if it is not the first one on the PATH.
// The budget: 10,000 profiles in a tenth of botocore's time, growing linearly in time and memory.

using System.Diagnostics;
using System.Globalization;
using System.Text;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Core.Environment;

int[] sizes = [100, 1_000, 10_000, 100_000];

const string Botocore = """
    import sys, time, botocore.configloader
    for path in sys.argv[1:]:
        size = int(path.rsplit("-", 1)[1])
        best = float("inf")
        for _ in range(max(3, min(50, 20000 // size))):
            start = time.process_time()
            profiles = botocore.configloader.load_config(path)["profiles"]
            best = min(best, time.process_time() - start)
        assert len(profiles) == size
        print(best * 1000, flush=True)
    """;

var folder = Directory.CreateTempSubdirectory("roleassist-benchmark-").FullName;
try
{
    var files = sizes.Select(size => WriteConfig(folder, size)).ToList();

    // Enough calls for tiered compilation to finish.
    for (var i = 0; i < 300; i++)
    {
        await LoadAsync(files[0]);
    }

    var ours = new List<Result>();
    foreach (var (file, size) in files.Zip(sizes))
    {
        ours.Add(await MeasureAsync(file, size));
    }

    var theirs = await MeasureBotocoreAsync(files);
    Print(ours, theirs);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static string WriteConfig(string folder, int profiles)
{
    var text = new StringBuilder("# Roles of all accounts\n[default]\nregion = eu-central-1\noutput = json\n\n");
    for (var i = 1; i < profiles; i++)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            [profile account-{i:D6}]
            role_arn = arn:aws:iam::{i:D12}:role/operator
            source_profile = default
            mfa_serial = arn:aws:iam::123456789012:mfa/somebody
            region = eu-central-1


            """
        );
    }

    var path = Path.Combine(folder, $"config-{profiles}");
    File.WriteAllText(path, text.ToString().ReplaceLineEndings("\n"));
    return path;
}

static async Task<int> LoadAsync(string file)
{
    var environment = new ProcessEnvironment([
        new("AWS_CONFIG_FILE", file),
        new("AWS_SHARED_CREDENTIALS_FILE", $"{file}.none"),
    ]);
    return (await new SharedConfigProfileStore(environment, TimeProvider.System).LoadAsync(CancellationToken.None))
        .Profiles
        .Count;
}

static async Task<Result> MeasureAsync(string file, int profiles)
{
    GC.Collect();
    var best = TimeSpan.MaxValue;
    var allocated = 0L;
    for (var round = 0; round < Math.Clamp(200_000 / profiles, 10, 500); round++)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var start = Environment.CpuUsage.TotalTime;
        var count = await LoadAsync(file);
        var elapsed = Environment.CpuUsage.TotalTime - start;
        Trace.Assert(count == profiles, $"{count} profiles came from {file}");
        allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        best = elapsed < best ? elapsed : best;
    }

    return new Result(profiles, best.TotalMilliseconds, allocated / (double)profiles);
}

static async Task<List<double>> MeasureBotocoreAsync(IEnumerable<string> files)
{
    var start = new ProcessStartInfo(
        Environment.GetEnvironmentVariable("PYTHON") ?? "python3",
        ["-c", Botocore, .. files]
    )
    {
        RedirectStandardOutput = true,
    };
    using var python = Process.Start(start)!;
    var output = await python.StandardOutput.ReadToEndAsync();
    await python.WaitForExitAsync();
    return python.ExitCode == 0
        ?
        [
            .. output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => double.Parse(line, CultureInfo.InvariantCulture)),
        ]
        : throw new InvalidOperationException("Python with botocore was not found. Set PYTHON to one that has it.");
}

static void Print(List<Result> ours, List<double> theirs)
{
    Console.WriteLine("profiles   RoleAssist     botocore    ratio   us/profile   bytes/profile");
    foreach (var (result, botocore) in ours.Zip(theirs))
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Profiles, 8} {result.Milliseconds, 9:F2} ms {botocore, 9:F1} ms   1/{botocore / result.Milliseconds, -4:F0} {1000 * result.Milliseconds / result.Profiles, 11:F2} {result.BytesPerProfile, 15:F0}"
            )
        );
    }

    var (thousands, most) = (ours[^2], ours[^1]);
    var growth = most.Milliseconds / thousands.Milliseconds / (most.Profiles / thousands.Profiles);
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"10,000 profiles in 1/{theirs[^2] / thousands.Milliseconds:F0} of botocore's time (budget 1/10)"
        )
    );
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"ten times the profiles take {10 * growth:F1} times as long and {10 * most.BytesPerProfile / thousands.BytesPerProfile:F1} times the memory"
        )
    );
}

internal sealed record Result(int Profiles, double Milliseconds, double BytesPerProfile);
