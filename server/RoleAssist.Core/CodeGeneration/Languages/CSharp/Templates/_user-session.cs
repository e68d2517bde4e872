«if mfaSerial»
    // AWS accepts each code once, so use it for a user session, which can assume all roles that need the device.
    using var user = new AmazonSecurityTokenServiceClient(source, region);
    var session = await user.GetSessionTokenAsync(new GetSessionTokenRequest
    {
        DurationSeconds = 43200,
        SerialNumber = «mfaSerial»,
        TokenCode = ReadMfaCode(«mfaSerial»),
    });
    source = session.Credentials;
«end»
