// Reads without echoing, or reads a line if input is redirected.
static string ReadMfaCode(string device)
{
    if (Console.IsInputRedirected)
    {
        return Console.ReadLine() ?? "";
    }

    Console.Error.Write($"MFA code of {device}: ");
    var code = "";
    for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
    {
        code = key.Key == ConsoleKey.Backspace ? code[..^Math.Min(1, code.Length)] : code + key.KeyChar;
    }

    Console.Error.WriteLine();
    return code;
}
