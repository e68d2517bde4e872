using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Host.CommandLine;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.CommandLine;

public sealed class GlobalOptionsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddRoleAssist().AddLogging().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    /// <summary>Whatever verb is added takes them, before the verb and after it.</summary>
    [Fact]
    public void Every_verb_takes_the_options_of_all_verbs()
    {
        var root = RootVerb.Create(_services, new FakeConsole(), []);
        var verbs = Lines(root, []).ToList();
        Assert.True(verbs.Count >= 16, $"{verbs.Count}");
        foreach (var option in root.Options.Where(option => option.Recursive && option is not System.CommandLine.Help.HelpOption))
        {
            foreach (var words in verbs)
            {
                Assert.Empty(root.Parse([.. words, option.Name]).Errors);
                Assert.Empty(root.Parse([option.Name, .. words]).Errors);
            }
        }
    }

    [Fact]
    public void The_options_of_all_verbs_are_these() => Assert.Superset(
        new HashSet<string> { "--json", "--quiet" },
        RootVerb.Create(_services, new FakeConsole(), []).Options.Where(option => option.Recursive).Select(option => option.Name).ToHashSet());

    /// <summary>A command line for each verb that does something, with all that it requires.</summary>
    private static IEnumerable<string[]> Lines(Command command, string[] path)
    {
        foreach (var verb in command.Subcommands)
        {
            string[] words = [.. path, verb.Name];
            foreach (var line in Lines(verb, words))
            {
                yield return line;
            }

            if (verb.Action is not null)
            {
                yield return
                [
                    .. words,
                    .. verb.Arguments.SelectMany(argument => Enumerable.Repeat(verb.Name == "fault" ? "delay" : "x", argument.Arity.MinimumNumberOfValues)),
                    .. verb.Options.Where(option => option.Required).SelectMany(option => option.Arity.MinimumNumberOfValues > 0 ? new[] { option.Name, "x" } : [option.Name]),
                ];
            }
        }
    }
}
