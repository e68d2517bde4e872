#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false
#:property TargetFramework=net10.0

// Runs a .NET program of this machine on Windows: `run-assembly.exe PROGRAM.dll ARGUMENTS`. Assemblies have no system, so
// what was built here needs only a runtime for Windows, which this program brings. `--echo` prints the arguments as JSON,
// and `--wait FILE` creates a file and never ends.

using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using System.Text.Json.Nodes;

if (args is ["--echo", .. var words])
{
    using var output = Console.OpenStandardOutput();
    JsonSerializer.Serialize(output, new JsonArray([.. words.Select(word => JsonValue.Create(word))]));
    return 0;
}

if (args is ["--wait", var ready])
{
    await File.WriteAllTextAsync(ready, "");
    await Task.Delay(Timeout.Infinite);
}

var program = Path.GetFullPath(args[0]);
var dependencies = new AssemblyDependencyResolver(program);
AssemblyLoadContext.Default.Resolving += (context, name) =>
    dependencies.ResolveAssemblyToPath(name) is { } path ? context.LoadFromAssemblyPath(path) : null;
AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", Path.GetDirectoryName(program) + Path.DirectorySeparatorChar);
var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(program);
Assembly.SetEntryAssembly(assembly);
var main = assembly.EntryPoint!;
object[] arguments = main.GetParameters().Length == 0 ? [] : [args[1..]];
return main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null) is int code ? code : 0;
