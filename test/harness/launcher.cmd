@echo off
node "%~dp0launcher.mjs" %*
