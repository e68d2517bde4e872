«if mfaSerial»
    // AWS takes a code once. It buys a session of the user's own, with which every role behind the device is assumed.
    using var user = new AmazonSecurityTokenServiceClient(source, region);
    var session = await user.GetSessionTokenAsync(new GetSessionTokenRequest
    {
        DurationSeconds = 43200,
        SerialNumber = «mfaSerial»,
        TokenCode = ReadMfaCode(«mfaSerial»),
    });
    source = session.Credentials;
«end»
