@echo off
rem Enregistre une réunion tout de suite, sous un nom fait de la date et de l'heure.
setlocal DisableDelayedExpansion
chcp 65001 >nul
if not exist "%~dp0greffier.exe" echo greffier.exe n'est pas à côté de ce fichier : sortez tout le dossier de l'archive, puis recommencez.& pause & exit /b 1
"%~dp0greffier.exe" start
if not "%errorlevel%"=="0" pause
