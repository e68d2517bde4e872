#:project ../../server/RoleAssist.Aws/RoleAssist.Aws.csproj
#:property PublishAot=false

// Kills a process (-9) that moves keys out of the AWS files and back, at a random moment, repairs the files, and
// compares
// them: they are as before the move or as after it, to the byte, and nothing else is left. Half of the rounds edit
// files
// that cannot be replaced. Run with: dotnet run -c Release tests/benchmarks/kill-edits.cs -- 1000
using System.Diagnostics;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SharedConfig.Editing;

const string Key =
    "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";
var filler = string.Concat(Enumerable.Range(0, 120).Select(i => $"[p{i}]\n# {i}\naws_access_key_id = A{i}\n\n"));
var credentialsBefore = $"{filler}[home]\n{Key}\n[end]\n{filler}";
var credentialsAfter = $"{filler}[end]\n{filler}";
const string ConfigBefore = "[profile home]\r\nregion = x\r\n# end";
const string ConfigAfter =
    "[profile home]\r\nregion = x\r\ncredential_process = /opt/x home\r\nroleassist_key = 3f9c\r\n# end";

var isChild = args is ["child", _];
var root = isChild ? args[1] : Directory.CreateTempSubdirectory("roleassist-").FullName;
var files = new SharedConfigFiles(Path.Combine(root, "aws", "config"), Path.Combine(root, "aws", "credentials"));
var state = Path.Combine(root, "state");
var editor = new AwsFilesEditor(files, root, name => Path.Combine(state, name), TimeProvider.System);
var move = new KeyMove(
    "home",
    "AKIAIOSFODNN7EXAMPLE",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    [KeyValuePair.Create("credential_process", "/opt/x home"), KeyValuePair.Create("roleassist_key", "3f9c")],
    "key/3f9c"
);

if (isChild)
{
    var output = Console.OpenStandardOutput();
    for (var round = 0; ; round++)
    {
        var edit = await editor.MoveKeysAsync(move, CancellationToken.None);
        await edit.UndoAsync(CancellationToken.None);
        if (round == 0)
        {
            output.WriteByte((byte)'\n');
        }
    }
}

var kills = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 1000;
var random = new Random(7);
var outcomes = new SortedDictionary<string, int>();
Directory.CreateDirectory(state);
for (var kill = 0; kill < kills; kill++)
{
    Prepare(isInPlace: kill % 2 == 1);
    using var child = Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, ["child", root])
        {
            RedirectStandardOutput = true,
            // A killed process leaves its debugger's pipes behind.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        }
    )!;
    child.StandardOutput.BaseStream.ReadByte();
    await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * 30));
    child.Kill();
    await child.WaitForExitAsync();

    var leftBefore = Directory.GetFiles(state).Length > 1;
    var canFinish = random.Next(2) == 0;
    var repaired = await editor.RepairAsync((_, _) => new(canFinish), CancellationToken.None);
    var (config, credentials) = (File.ReadAllText(files.Config), File.ReadAllText(files.Credentials));
    var isBefore = config == ConfigBefore && credentials == credentialsBefore;
    var isAfter = config == ConfigAfter && credentials == credentialsAfter;
    var left = Directory.GetFiles(root, "*", SearchOption.AllDirectories).Length - (kill % 2 == 1 ? 5 : 3);
    if ((!isBefore && !isAfter) || left != 0)
    {
        throw new InvalidOperationException($"Kill {kill}: {left} files left in {root}.");
    }

    var outcome =
        repaired.Count > 0 ? string.Join(',', repaired.Select(edit => edit.Outcome))
        : leftBefore ? "in a journal"
        : "between two edits";
    outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
}

Directory.Delete(root, recursive: true);
using var writer = new StreamWriter(Console.OpenStandardOutput());
foreach (var (outcome, count) in outcomes)
{
    writer.WriteLine($"{outcome}: {count}");
}

void Prepare(bool isInPlace)
{
    if (Directory.Exists(Path.Combine(root, "aws")))
    {
        Directory.Delete(Path.Combine(root, "aws"), recursive: true);
    }

    Directory.CreateDirectory(Path.Combine(root, "aws"));
    File.WriteAllText(files.Config, ConfigBefore);
    File.WriteAllText(files.Credentials, credentialsBefore);
    foreach (var file in isInPlace ? [files.Config, files.Credentials] : Array.Empty<string>())
    {
        // A file with two names is written in place.
        Process.Start("ln", [file, $"{file}.2"]).WaitForExit();
    }
}
