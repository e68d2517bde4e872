#:property CppCompilerAndLinker=gcc
// The least that a NativeAOT program costs: what `roleassist --version` is compared with.
return 0;
